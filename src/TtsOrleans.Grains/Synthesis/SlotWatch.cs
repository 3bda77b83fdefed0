using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains.Synthesis.Slots;

namespace TtsOrleans.Grains.Synthesis;

/// <summary>Looks after pieces that never end: gives their threads up, and their slots other engines.</summary>
internal sealed partial class SlotWatch(
    SlotScheduler scheduler,
    EngineLoader loader,
    IOptions<SynthesisOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<SlotWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SlotWatch), ServiceLifecycleStage.ApplicationServices, StartAsync, StopAsync);

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = clock.CreateTimer(_ => GiveUp(), null, Look, Look);
        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return _stop.CancelAsync();
    }

    private void GiveUp()
    {
        foreach (var (slot, engine, work) in scheduler.GiveUp(options.Value.PieceTimeout))
        {
            LogHung(slot, engine.Voice.Manifest.Name, work.Piece.Key, options.Value.PieceTimeout, scheduler.Hung);
            _ = ReplaceAsync(slot, engine);
        }
    }

    private async Task ReplaceAsync(int slot, AttachedEngine hung)
    {
        try
        {
            scheduler.Attach(slot, await loader.LoadAsync(hung.Voice, _stop.Token));
        }
        catch (Exception fault)
        {
            // The slot goes on with what other voices it has.
            LogNotReplaced(fault, slot, hung.Voice.Manifest.Name);
        }
    }
}
