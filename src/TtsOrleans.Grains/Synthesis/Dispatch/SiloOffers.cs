using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Streams;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>A silo that took a piece, and the piece's stream behind the acceptance.</summary>
internal sealed record TakenOffer(Node Node, WatchedStream<PieceItem> Stream) : IDisposable
{
    public void Dispose()
    {
        Node.Through();
        Stream.Dispose();
    }
}

/// <summary>
/// Offers pieces round the cluster: to two silos chosen at random, the less loaded first, then to the next two, those with a free slot before
/// those without. A burst spreads at once although what is known of the load is up to half a second old.
/// </summary>
internal sealed partial class SiloOffers(
    NodeDirectory directory,
    IGrainFactory grains,
    IOptions<SynthesisOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    ILogger<SiloOffers> logger)
{
    /// <summary>A stream silent for longer is given up; a living one says something each second.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    // Half a megabyte of audio in one message at most.
    private const int BatchSize = 8;

    /// <summary>Whether any silo has the voice, free or not.</summary>
    public bool Knows(VoiceReference voice) => directory.Nodes.Any(node => node.Has(voice.Hash));

    /// <summary>Whether another silo that has the voice has a slot with nothing to do.</summary>
    public bool FreeElsewhere(VoiceReference voice, Node than) => directory.Speaking(voice.Hash).Any(node => node.Name != than.Name && node.Load < 1);

    /// <summary>When a refused piece may find a slot: the pieces before it, at about a second each.</summary>
    public TimeSpan RetryAfter()
    {
        var nodes = directory.Nodes;
        var slots = nodes.Sum(node => node.Status.Slots);
        var pieces = nodes.Sum(node => node.Status.Busy + node.Status.Waiting);
        return TimeSpan.FromSeconds(Math.Clamp((double)pieces / Math.Max(slots, 1), 1, 30));
    }

    /// <summary>
    /// Offers a piece to the silos that may take it, and to two of those whose queue is full by all that is known: a more urgent piece finds
    /// its place there too, and a thousand waiting pieces do not ask a hundred full silos in turn. Null if all refused.
    /// </summary>
    public async Task<TakenOffer?> OfferAsync(PieceSynthesis piece, CancellationToken cancellationToken)
    {
        // Who rehearses gets itself ready, and takes no slot of those who are.
        var nodes = piece.Rehearsal ? [directory.Local] : directory.Speaking(piece.Voice.Hash).ToArray();
        Random.Shared.Shuffle(nodes);
        var full = 1 + options.Value.WaitingPerSlot;
        var open = nodes.Where(node => node.Load < full).OrderBy(node => node.Load >= 1);
        foreach (var pair in open.Concat(nodes.Where(node => node.Load >= full).Take(2)).ToList().Chunk(2))
        {
            foreach (var node in pair.OrderBy(node => node.Load))
            {
                if (await OfferAsync(piece, node, cancellationToken) is { } taken)
                {
                    return taken;
                }
            }
        }

        return null;
    }

    /// <summary>The next item of a stream; null where it ended or broke off.</summary>
    public async ValueTask<PieceItem?> NextAsync(TakenOffer offer, CancellationToken cancellationToken)
    {
        try
        {
            return await offer.Stream.MoveNextAsync(Silence) ? offer.Stream.Current : null;
        }
        catch (Exception fault) when (StreamFault.IsTransient(fault, cancellationToken))
        {
            offer.Node.Suspect();
            LogBrokeOff(fault, offer.Node.Status.Name);
            return null;
        }
    }

    private async ValueTask<TakenOffer?> OfferAsync(PieceSynthesis piece, Node node, CancellationToken cancellationToken)
    {
        var key = new SynthesizerKey(piece.Voice.Hash, node.Name, Random.Shared.Next(node.Status.Slots));
        var synthesizer = grains.GetGrain<ISynthesizer>(key.ToString());
        var stream = new WatchedStream<PieceItem>(stop => synthesizer.Synthesize(piece, stop).WithBatchSize(BatchSize), clock, cancellationToken);
        var taken = false;
        node.Offered();
        try
        {
            switch (await stream.MoveNextAsync(Silence) ? stream.Current : null)
            {
                case PieceAccepted:
                    taken = true;
                    return new(node, stream);
                case PieceRefused refusal:
                    node.Refused(refusal.Busy, refusal.Waiting, refusal.Draining);
                    return null;
                default:
                    node.Suspect();
                    return null;
            }
        }
        catch (Exception fault) when (fault is SpeechUnavailableException || StreamFault.IsTransient(fault, cancellationToken))
        {
            node.Suspect();
            LogNoAnswer(fault, node.Status.Name);
            return null;
        }
        finally
        {
            if (!taken)
            {
                node.Through();
                stream.Dispose();
            }
        }
    }
}
