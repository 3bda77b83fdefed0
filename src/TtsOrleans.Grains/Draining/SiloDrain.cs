using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Slots;

namespace TtsOrleans.Grains.Draining;

/// <summary>
/// How a silo stops without being heard: says so to all others; speaks what only it can speak to its end; finishes the pieces it has taken;
/// and, once clients have been told to send no more, ends its streams behind a piece, to go on elsewhere. Decision 0007.
/// </summary>
internal sealed partial class SiloDrain(
    DrainState state,
    OpenStreams streams,
    NodeDirectory directory,
    SlotScheduler scheduler,
    IOptions<SynthesisOptions> options,
    ILogger<SiloDrain> logger) : IHostedLifecycleService, ILifecycleParticipant<ISiloLifecycle>
{
    // The time of the machine, not the product's clock: how long a stop may take is nothing that is simulated.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ClientsAreTold = TimeSpan.FromMilliseconds(300);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before anything stops: health can be asked and streams are served until it has ended.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        state.Begin();
        var load = scheduler.Load;
        LogDraining(load.Busy, load.Waiting, streams.Count);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.DrainTimeout);
        try
        {
            await directory.AnnounceAsync(limit.Token);
            while (streams.Any(voice => !directory.LivesElsewhere(voice)))
            {
                await Task.Delay(Look, limit.Token);
            }

            await scheduler.DrainAsync().WaitAsync(limit.Token);
            await scheduler.Closed.WaitAsync(FarewellLimit, limit.Token);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            _ = scheduler.DrainAsync();
            load = scheduler.Load;
            LogDrainCut(load.Busy, load.Waiting, streams.Count);
        }
    }

    /// <summary>In the stage in which the runtime tells clients to send to other silos.</summary>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SiloDrain), ServiceLifecycleStage.Active, _ => Task.CompletedTask, LeaveAsync);

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(ClientsAreTold, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        state.Leave();
    }
}
