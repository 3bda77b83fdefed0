using Orleans.Concurrency;
using Orleans.Placement;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Grains.Synthesis.Placement;

namespace TtsOrleans.Grains.Routing;

/// <summary>Speaks on the silo it is pinned to.</summary>
[PinnedPlacement, Immovable(ImmovableKind.Any), KeepAlive, Reentrant]
internal sealed class SpeechRelay(LocalSpeech speech) : Grain, ISpeechRelay
{
    public IAsyncEnumerable<SpeechItem> Speak(SpeechRequest request, SpeechPosition from, CancellationToken cancellationToken = default) =>
        speech.SpeakAsync(request, from, cancellationToken);
}
