using System.Globalization;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Counts the jobs that are unfinished, and refuses more than there may be.</summary>
internal sealed class JobCensus(
    JobCalls calls,
    IOptions<JobsOptions> options,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time) : IDisposable
{
    private const int PageSize = 100;
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private (int Jobs, TimeSpan? FirstEnds)? _counted;
    private long _countedAt;

    /// <summary>Lets one more job in. Several gateways may each let one too many in at the same moment; the limit is on what piles up.</summary>
    /// <exception cref="ApiProblem">There are as many as there may be.</exception>
    public async Task AdmitAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            if (_counted is not { } counted || time.GetElapsedTime(_countedAt) >= s_fresh)
            {
                counted = await CountAsync(cancellationToken);
                _countedAt = time.GetTimestamp();
            }

            if (counted.Jobs >= options.Value.MaxUnfinished)
            {
                _counted = counted;
                throw new ApiProblem(
                    StatusCodes.Status429TooManyRequests,
                    "Too many jobs",
                    string.Create(CultureInfo.InvariantCulture, $"There are {counted.Jobs} unfinished jobs, as many as there may be; wait for one to end, or delete one."))
                {
                    RetryAfter = TimeSpan.FromTicks(Math.Clamp((counted.FirstEnds ?? s_longest).Ticks, s_shortest.Ticks, s_longest.Ticks)),
                };
            }

            _counted = (counted.Jobs + 1, counted.FirstEnds);
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _counting.Dispose();

    private async Task<(int Jobs, TimeSpan? FirstEnds)> CountAsync(CancellationToken cancellationToken)
    {
        var unfinished = 0;
        TimeSpan? firstEnds = null;
        string? next = null;
        do
        {
            var page = await calls.ReadAsync(reader => reader.List(next, PageSize, cancellationToken), cancellationToken);
            foreach (var job in page.Jobs.Where(job => job.State is JobState.Waiting or JobState.Running or JobState.Paused))
            {
                unfinished++;
                firstEnds = job.Remaining is { } remaining && !(firstEnds <= remaining) ? remaining : firstEnds;
            }

            next = page.Next;
        }
        while (next is not null && unfinished < options.Value.MaxUnfinished);

        return (unfinished, firstEnds);
    }
}
