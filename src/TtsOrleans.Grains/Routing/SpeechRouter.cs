using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Synthesis.Dispatch;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// Speaks requests here, or has a silo speak them that has their version of the voice; every stream goes its own way, and nothing that takes
/// long runs on the grain's scheduler.
/// </summary>
[StatelessWorker(1, removeIdleWorkers: false), Reentrant]
internal sealed class SpeechRouter(
    LocalSpeech speech,
    NodeDirectory nodes,
    ILocalSiloDetails silo,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock) : Grain, ISpeechRouter
{
    // As many as a gateway reads at once.
    private const int BatchSize = 32;

    public async IAsyncEnumerable<SpeechItem> Speak(SpeechRequest request, SpeechPosition from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new SpeechOpened(silo.SiloAddress.ToParsableString());
        var speaking = nodes.Speaking(request.Voice.Hash);
        if (speaking.Count == 0)
        {
            // A silo that just started may not have met the others yet.
            await nodes.RefreshAsync();
            speaking = nodes.Speaking(request.Voice.Hash);
        }

        if (speaking.Count == 0 || (from == SpeechPosition.Start && speaking.All(node => node.Status.Draining)))
        {
            throw new VoiceGoneException($"No silo that goes on to live has the voice '{request.Voice.Name}' of hash {request.Voice.Hash}.");
        }

        if (speech.Has(request.Voice.Hash))
        {
            await foreach (var item in speech.SpeakAsync(request, from, cancellationToken))
            {
                yield return item;
            }

            yield break;
        }

        var node = speaking[Random.Shared.Next(speaking.Count)];
        var relay = GrainFactory.GetGrain<ISpeechRelay>(node.Name);
        using var stream = new WatchedStream<SpeechItem>(stop => relay.Speak(request, from, stop).WithBatchSize(BatchSize), clock, cancellationToken);
        while (await stream.MoveNextAsync(SiloOffers.Silence, node.Suspicion(SiloOffers.SilenceInDoubt)))
        {
            yield return stream.Current;
        }
    }
}
