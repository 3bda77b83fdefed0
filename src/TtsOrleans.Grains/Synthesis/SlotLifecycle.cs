using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Synthesis;

/// <summary>
/// Warm before active: loads the default voice for every slot before the silo is offered work, and has its synthesizers take hold of the
/// engines once it is active.
/// </summary>
internal sealed partial class SlotLifecycle(
    VoiceCatalog catalog,
    EngineLoader loader,
    EngineShelf shelf,
    SlotScheduler scheduler,
    IGrainFactory grains,
    ILocalSiloDetails silo,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<SlotLifecycle> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(SlotLifecycle), ServiceLifecycleStage.ApplicationServices, WarmAsync, StopAsync);
        lifecycle.Subscribe(nameof(SlotLifecycle), ServiceLifecycleStage.Active + 1, TakeHoldAsync);
    }

    private async Task WarmAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var slots = scheduler.Threads;
        await Task.WhenAll(Enumerable.Range(0, slots).Select(async slot => shelf.Put(slot, await loader.LoadAsync(catalog.Default, cancellationToken))));
        var elapsed = clock.GetElapsedTime(started);
        LogWarm(catalog.Default.Manifest.Name, slots, elapsed);
    }

    private Task TakeHoldAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, scheduler.Threads).Select(slot =>
            grains.GetGrain<ISynthesizer>(new SynthesizerKey(catalog.Default.Hash, silo.SiloAddress.ToParsableString(), slot).ToString()).Warm()))
        .WaitAsync(cancellationToken);

    private Task StopAsync(CancellationToken cancellationToken)
    {
        // The grains are deactivated by now and have given their engines back.
        shelf.Dispose();
        return Task.CompletedTask;
    }
}
