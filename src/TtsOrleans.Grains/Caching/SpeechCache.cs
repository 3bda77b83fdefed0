using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Grains.Synthesis.Dispatch;

namespace TtsOrleans.Grains.Caching;

/// <summary>One a piece in the cluster: whoever asks for it anywhere meets the others here.</summary>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2), Reentrant]
internal sealed class SpeechCache(
    AudioStore store, AudioArchive archive, SynthesisDispatcher dispatcher, [FromKeyedServices(SpeechClock.Key)] TimeProvider clock)
    : PieceCache(store, archive, dispatcher, clock), ISpeechCache;
