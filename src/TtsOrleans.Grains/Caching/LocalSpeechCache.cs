using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Grains.Synthesis.Dispatch;

namespace TtsOrleans.Grains.Caching;

/// <summary>One a piece and silo, found without asking anybody: a cluster too slow to find the one of all is not given the same work a hundred times.</summary>
[StatelessWorker(1, removeIdleWorkers: false), CollectionAgeLimit(Minutes = 2), Reentrant]
internal sealed class LocalSpeechCache(
    AudioStore store, AudioArchive archive, SynthesisDispatcher dispatcher, [FromKeyedServices(SpeechClock.Key)] TimeProvider clock)
    : PieceCache(store, archive, dispatcher, clock), ILocalSpeechCache;
