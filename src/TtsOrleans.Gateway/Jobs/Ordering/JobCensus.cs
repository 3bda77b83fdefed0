using System.Globalization;
using Microsoft.Extensions.Options;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Counts the jobs that are unfinished, and refuses more than there may be.</summary>
internal sealed class JobCensus(
    JobCalls calls,
    IOptions<JobsOptions> options,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private int? _counted;
    private long _countedAt;

    /// <summary>Lets one more job in. Several gateways may each let one too many in at the same moment; the limit is on what piles up.</summary>
    /// <exception cref="ApiProblem">There are as many as there may be.</exception>
    public async Task AdmitAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            if (_counted is null || time.GetElapsedTime(_countedAt) >= s_fresh)
            {
                _counted = await calls.ReadAsync(reader => reader.CountUnfinished(cancellationToken), cancellationToken);
                _countedAt = time.GetTimestamp();
            }

            if (_counted >= options.Value.MaxUnfinished)
            {
                throw new ApiProblem(
                    StatusCodes.Status429TooManyRequests,
                    "Too many jobs",
                    string.Create(CultureInfo.InvariantCulture, $"There are {_counted} unfinished jobs, as many as there may be; wait for one to end, or delete one."))
                {
                    RetryAfter = s_retry,
                };
            }

            _counted++;
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _counting.Dispose();
}
