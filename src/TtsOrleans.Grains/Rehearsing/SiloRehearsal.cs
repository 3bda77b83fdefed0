using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Rehearsing;

/// <summary>
/// Speaks to nobody before the silo counts as ready, all the way that a request goes: what runs for the first time is compiled first, which
/// costs several times what it does. The engines are warm by then, see <see cref="Synthesis.EngineLoader"/>.
/// </summary>
public sealed partial class SiloRehearsal : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>A silo that speaks slower than this is let go as it is.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    // Behind the synthesizers' taking hold of their engines.
    private const int Stage = ServiceLifecycleStage.Active + 2;

    private readonly VoiceCatalog _catalog;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<bool> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SiloRehearsal(VoiceCatalog catalog, IGrainFactory grains, [FromKeyedServices(SpeechClock.Key)] TimeProvider clock, ILogger<SiloRehearsal> logger) =>
        (_catalog, _grains, _clock, _logger) = (catalog, grains, clock, logger);

    /// <summary>Ends when the silo may be given work: whether it got through.</summary>
    public Task<bool> Over => _over.Task;

    /// <summary>Two sentences that no other rehearsal has: what others know of them is not what is to be tried.</summary>
    public static string Text()
    {
        var number = Random.Shared.Next(1, 1_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"你好，这是第{number}次试音。今天是第{number}天！");
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(SiloRehearsal), Stage, RehearseAsync);

    private async Task RehearseAsync(CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        using var limit = new CancellationTokenSource(Limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await SpeakAsync(withTimings: true, either.Token);
            await SpeakAsync(withTimings: false, either.Token);
            var elapsed = _clock.GetElapsedTime(started);
            LogRehearsed(_logger, elapsed);
            _over.TrySetResult(true);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Listeners will hear of it if it was more than bad luck.
            LogNotRehearsed(_logger, fault);
        }
        finally
        {
            _over.TrySetResult(false);
        }
    }

    private async Task SpeakAsync(bool withTimings, CancellationToken cancellationToken)
    {
        var manifest = _catalog.Default.Manifest;
        var request = new SpeechRequest(
            Text(),
            new VoiceReference(manifest.Name, _catalog.Default.Hash),
            new SpeakingStyle(manifest.Speakers[0].Id, manifest.Emotions[0].Id, 1, 1, 0),
            withTimings,
            Rehearsal: true);
        await foreach (var _ in _grains.GetGrain<ISpeechRouter>(Random.Shared.Next(ISpeechRouter.Keys)).Speak(request, SpeechPosition.Start, cancellationToken))
        {
            // The sound is not wanted, only the way to it.
        }
    }
}
