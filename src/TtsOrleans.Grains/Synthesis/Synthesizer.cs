using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Draining;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Synthesis.Placement;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Synthesis;

/// <summary>Owns the engine of one voice in one slot; the work itself is done by the silo's slots.</summary>
[PinnedPlacement, Immovable(ImmovableKind.Any), KeepAlive, Reentrant]
internal sealed partial class Synthesizer(
    VoiceCatalog catalog,
    EngineShelf shelf,
    EngineLoader loader,
    SlotScheduler scheduler,
    DrainState drain,
    NodeDirectory directory,
    IOptions<SynthesisOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<Synthesizer> logger) : Grain, ISynthesizer
{
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromSeconds(1);

    private SynthesizerKey _key;
    private Task<AttachedEngine>? _engine;
    private ITimer? _unload;
    private int _streams;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = SynthesizerKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _unload?.Dispose();
        if (_engine is { IsCompletedSuccessfully: true } owned)
        {
            // Not waited for: the piece that may be running is told to stop only once this activation is gone.
            _ = ReleaseAsync(await owned);
        }
    }

    public Task Warm() => TakeHoldAsync();

    public Task<bool> GiveBack(long ticket) => Task.FromResult(scheduler.TryGiveBack(ticket));

    public async IAsyncEnumerable<PieceItem> Synthesize(PieceSynthesis piece, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (drain.Begun && directory.LivesElsewhere(piece.Voice.Hash))
        {
            yield return Refusal(scheduler.Load);
            yield break;
        }

        var engine = await TakeHoldAsync();
        using var activity = SpeechTelemetry.Activities.StartActivity("synthesise");
        activity?.SetTag("tts.voice", engine.Voice.Manifest.Name).SetTag("tts.slot", _key.Slot);
        if (scheduler.Offer(piece) is not { } work)
        {
            yield return Refusal(scheduler.Load);
            yield break;
        }

        LogTaken(_key.Slot, piece.Key);
        _streams++;
        await using var withdrawal = cancellationToken.UnsafeRegister(_ => scheduler.Withdraw(work), null);
        try
        {
            yield return new PieceAccepted(work.Waits, work.Ticket);
            var items = new PatientReader<PieceItem>(work.Items, HeartbeatPeriod, clock);
            for (var state = Waited.Ready; state != Waited.Ended; state = await items.WaitAsync(cancellationToken))
            {
                if (state == Waited.Silent)
                {
                    yield return new PieceHeartbeat();
                }

                while (items.TryRead(out var item))
                {
                    yield return item;
                }
            }
        }
        finally
        {
            scheduler.Close(work);
            _streams--;
            _unload?.Change(options.Value.UnloadAfter, Timeout.InfiniteTimeSpan);
        }
    }

    private PieceRefused Refusal(SlotLoad load) => new(load.Busy, load.Waiting, load.Draining || drain.Begun);

    private async Task<AttachedEngine> TakeHoldAsync()
    {
        var taken = _engine ??= LoadAsync();
        try
        {
            return await taken;
        }
        catch when (ReferenceEquals(_engine, taken))
        {
            _engine = null;
            throw;
        }
    }

    private async Task<AttachedEngine> LoadAsync()
    {
        if (catalog.FindByHash(_key.VoiceHash) is not { } voice || _key.Slot >= scheduler.Threads)
        {
            throw new SpeechUnavailableException($"This silo has no slot {_key.Slot} for the voice of hash {_key.VoiceHash}.");
        }

        AttachedEngine engine;
        try
        {
            engine = shelf.Take(voice.Hash, _key.Slot) ?? await loader.LoadAsync(voice, CancellationToken.None);
        }
        catch (VoiceException fault)
        {
            LogLoadFailed(fault, _key.Slot, voice.Manifest.Name);
            throw new SpeechFailedException($"The voice '{voice.Manifest.Name}' cannot be loaded.");
        }

        scheduler.Attach(_key.Slot, engine);
        if (voice != catalog.Default)
        {
            _unload = clock.CreateTimer(_ => UnloadIfIdle(), null, options.Value.UnloadAfter, Timeout.InfiniteTimeSpan);
        }

        return engine;
    }

    /// <summary>Gives the engine back behind the piece it may be running, however long that takes.</summary>
    private async Task ReleaseAsync(AttachedEngine owned)
    {
        try
        {
            // Another than the one taken hold of, where that one hung.
            (await scheduler.DetachAsync(_key.Slot, _key.VoiceHash))?.Engine.Dispose();
            LogReleased(_key.Slot, owned.Voice.Manifest.Name);
        }
        catch (Exception fault)
        {
            LogReleaseFailed(fault, _key.Slot, owned.Voice.Manifest.Name);
        }
    }

    private void UnloadIfIdle()
    {
        if (Volatile.Read(ref _streams) == 0)
        {
            DeactivateOnIdle();
        }
    }
}
