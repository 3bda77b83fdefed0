using System.Runtime.CompilerServices;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Streams;

namespace TtsOrleans.Gateway.Jobs.Watching;

/// <summary>Follows a job through the deaths of the silos it runs on.</summary>
internal sealed partial class JobWatch(
    JobCalls calls,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<JobWatch> logger)
{
    /// <summary>Watched jobs say something once a second.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(3);

    /// <summary>How long nothing may be heard of a job before it is given up.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Where the job stands, again and again, to its final state or its deletion; null where there was nothing to hear for a while.</summary>
    /// <exception cref="TimeoutException">Nothing was heard of it for minutes.</exception>
    public async IAsyncEnumerable<JobStatus?> FollowAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heard = time.GetTimestamp();
        var pause = s_shortestPause;
        ClusterStream<JobStatus>? source = null;
        try
        {
            while (true)
            {
                JobStatus? status = null;
                var ended = false;
                try
                {
                    source ??= ClusterStream<JobStatus>.Open(token => calls.Job(id).Watch(token), cancellationToken);
                    status = await source.NextAsync(s_silence, time, cancellationToken);
                    ended = status is null && await calls.AskAsync(id, job => job.GetStatus(), cancellationToken) is null;
                }
                catch (Exception exception) when (exception is OrleansException or TimeoutException or EnumerationAbortedException or SpeechUnavailableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
                {
                    LogOpensAgain(logger, id, exception.GetType().Name, exception.Message);
                }

                if (ended)
                {
                    yield break;
                }

                yield return status;
                if (status is not null)
                {
                    heard = time.GetTimestamp();
                    pause = s_shortestPause;
                    if (IsFinal(status.State))
                    {
                        yield break;
                    }

                    continue;
                }

                source?.Abandon(logger);
                source = null;
                if (time.GetElapsedTime(heard) > s_patience)
                {
                    throw new TimeoutException("Nothing was heard of the job for minutes.");
                }

                await Task.Delay(pause, time, cancellationToken);
                pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
            }
        }
        finally
        {
            source?.Abandon(logger);
        }
    }

    /// <summary>Whether nothing more happens to a job by itself.</summary>
    public static bool IsFinal(JobState state) => state is JobState.Done or JobState.Failed or JobState.Cancelled;

    [LoggerMessage(1411, LogLevel.Information, "The watch of job {Job} is opened again: {Kind}: {Reason}")]
    private static partial void LogOpensAgain(ILogger logger, string job, string kind, string reason);
}
