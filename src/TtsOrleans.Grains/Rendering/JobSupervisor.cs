using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Store;

namespace TtsOrleans.Grains.Rendering;

/// <summary>Sees to it that unfinished jobs run somewhere: at this silo's start, when the cluster changes, and every 15 s.</summary>
internal sealed partial class JobSupervisor(
    JobStore store,
    IClusterMembershipService membership,
    IGrainFactory grains,
    IOptions<JobsOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<JobSupervisor> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    // A job whose silo has just died is not found elsewhere at once.
    private static readonly TimeSpan PeriodAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wake = new(0);
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(JobSupervisor), ServiceLifecycleStage.Active + 2, StartAsync, StopAsync);

    public void Dispose()
    {
        _stop.Dispose();
        _wake.Dispose();
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.IsOn)
        {
            _watching = Task.WhenAll(Task.Run(ReviveAsync, CancellationToken.None), Task.Run(WatchMembershipAsync, CancellationToken.None));
        }

        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _watching.WaitAsync(cancellationToken);
    }

    private async Task ReviveAsync()
    {
        try
        {
            while (true)
            {
                var pause = await ReviveAllAsync() ? Period : PeriodAfterFailure;
                using var tick = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                await Task.WhenAny(_wake.WaitAsync(tick.Token), Task.Delay(pause, clock, tick.Token));
                tick.Cancel();
                _stop.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task WatchMembershipAsync()
    {
        try
        {
            await foreach (var _ in membership.MembershipUpdates.WithCancellation(_stop.Token))
            {
                _wake.Release();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    /// <summary>Asks every job that is to run whether it does.</summary>
    /// <returns>Whether all have answered.</returns>
    private async Task<bool> ReviveAllAsync()
    {
        try
        {
            var jobs = await store.ListRunnableAsync(options.Value.Parallel, _stop.Token);
            return (await Task.WhenAll(jobs.Select(ReviveAsync))).All(answered => answered);
        }
        catch (Exception fault) when (JobStore.IsOutage(fault))
        {
            LogNoList(fault);
            return false;
        }
    }

    private async Task<bool> ReviveAsync(string job)
    {
        try
        {
            await grains.GetGrain<IRenderJob>(JobKey.Of(job)).Revive().WaitAsync(AnswerLimit, clock, _stop.Token);
            return true;
        }
        catch (Exception fault) when (!_stop.IsCancellationRequested)
        {
            // Whatever it was, it is asked again in a second.
            LogNoAnswer(fault, job);
            return false;
        }
    }
}
