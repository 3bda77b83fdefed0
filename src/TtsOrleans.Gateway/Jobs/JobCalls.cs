using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Jobs;

/// <summary>
/// Asks jobs and their readers. A client's calls do not fail when the silo that was to answer dies: each try has a deadline of its own, after
/// which the cluster has most likely put the grain elsewhere. All calls may be repeated.
/// </summary>
internal sealed partial class JobCalls(
    RenderJobs jobs,
    JobReaders readers,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<JobCalls> logger)
{
    /// <summary>How long each try may take; a long order has to be stored within one of them.</summary>
    private static readonly TimeSpan[] s_deadlines = [TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15)];
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks a job.</summary>
    /// <exception cref="TimeoutException">No try was answered in time.</exception>
    public Task<T> AskAsync<T>(string id, Func<IRenderJob, Task<T>> call, CancellationToken cancellationToken) =>
        TryAsync(() => call(jobs(id)), cancellationToken);

    /// <summary>Asks a reader, at every try another one.</summary>
    /// <exception cref="TimeoutException">No try was answered in time.</exception>
    public Task<T> ReadAsync<T>(Func<IJobReader, Task<T>> call, CancellationToken cancellationToken) =>
        TryAsync(() => call(AnyReader()), cancellationToken);

    /// <summary>A job, for calls that are streams.</summary>
    public IRenderJob Job(string id) => jobs(id);

    /// <summary>A reader, most likely on another silo than the last.</summary>
    public IJobReader AnyReader() => readers(Random.Shared.Next(IJobReader.Keys));

    private async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var tried = 0; ; tried++)
        {
            try
            {
                return await call().WaitAsync(s_deadlines[tried], time, cancellationToken);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException && tried + 1 < s_deadlines.Length)
            {
                LogTriesAgain(logger, exception.GetType().Name, exception.Message);
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1401, LogLevel.Warning, "A call about a job is tried again: {Kind}: {Reason}")]
    private static partial void LogTriesAgain(ILogger logger, string kind, string reason);
}
