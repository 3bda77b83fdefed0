using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>Waits out a store that does not answer: a database that restarts must not end a job.</summary>
internal sealed partial class StorePatience(
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock, JobInstruments instruments, ILogger<StorePatience> logger)
{
    /// <summary>Calls the store until it answers.</summary>
    public async Task<T> AskAsync<T>(string job, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        BackOff? backOff = null;
        var started = clock.GetTimestamp();
        try
        {
            while (true)
            {
                try
                {
                    var answer = await call();
                    if (backOff is not null)
                    {
                        var elapsed = clock.GetElapsedTime(started);
                        LogAnswers(job, elapsed);
                    }

                    return answer;
                }
                catch (Exception fault) when (JobStore.IsOutage(fault) && !cancellationToken.IsCancellationRequested)
                {
                    if (backOff is null)
                    {
                        LogWaits(fault, job);
                        instruments.Entered("storeless");
                        backOff = new(clock);
                    }
                }

                await backOff.PauseAsync(cancellationToken);
            }
        }
        finally
        {
            if (backOff is not null)
            {
                instruments.Left("storeless");
            }
        }
    }
}
