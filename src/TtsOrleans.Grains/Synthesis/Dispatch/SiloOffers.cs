using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Streams;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>A silo that took a piece, and the piece's stream behind the acceptance.</summary>
/// <param name="node">The silo.</param>
/// <param name="synthesizer">Who took it there.</param>
/// <param name="stream">The stream.</param>
/// <param name="accepted">The acceptance.</param>
internal sealed class TakenOffer(Node node, ISynthesizer synthesizer, WatchedStream<PieceItem> stream, PieceAccepted accepted) : IDisposable
{
    private bool _through;

    /// <summary>Whether the piece has to wait there.</summary>
    public bool Waits => accepted.Waits;

    public Node Node => node;

    public WatchedStream<PieceItem> Stream => stream;

    /// <summary>The silo has nothing more to do for it.</summary>
    public void Through()
    {
        if (!_through)
        {
            _through = true;
            node.Through();
        }
    }

    /// <summary>Asks the silo to give the piece back; false if it has begun.</summary>
    public Task<bool> GiveBackAsync() => synthesizer.GiveBack(accepted.Ticket);

    public void Dispose()
    {
        Through();
        stream.Dispose();
    }
}

/// <summary>
/// Offers pieces round the cluster: to the least loaded silo first, by all that is known here, equals in a random order. What this silo placed
/// itself it knows exactly, so that one request spreads evenly; what others placed since is learnt by a refusal.
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

    /// <summary>As <see cref="Silence"/>, while it is known of the silo that it does not answer.</summary>
    public static readonly TimeSpan SilenceInDoubt = TimeSpan.FromSeconds(1.5);

    /// <summary>How long an offer may go unanswered then: else it takes milliseconds, and only where an engine must be loaded longer.</summary>
    public static readonly TimeSpan AnswerInDoubt = TimeSpan.FromMilliseconds(300);

    /// <summary>The longest that anybody is told to stay away.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

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
        return TimeSpan.FromSeconds(Math.Clamp((double)pieces / Math.Max(slots, 1), 1, LongestRetry.TotalSeconds));
    }

    /// <summary>
    /// Offers a piece to the silos that may take it, and to two of those that lag or whose queue is full by all that is known: a more urgent
    /// piece finds its place there too, and a thousand waiting pieces do not ask a hundred full silos in turn. Null if all refused.
    /// </summary>
    public async Task<TakenOffer?> OfferAsync(PieceSynthesis piece, CancellationToken cancellationToken)
    {
        // Who rehearses gets itself ready, and takes no slot of those who are.
        var nodes = piece.Rehearsal ? [directory.Local] : directory.Speaking(piece.Voice.Hash).ToArray();
        Random.Shared.Shuffle(nodes);
        var full = 1 + options.Value.WaitingPerSlot;
        var now = clock.GetTimestamp();
        var open = nodes.Where(node => node.Load < full && !node.Lags(now)).OrderBy(node => node.Load).ToList();
        foreach (var node in open.Concat(nodes.Except(open).Take(2)))
        {
            if (await OfferAsync(piece, node, cancellationToken) is { } taken)
            {
                return taken;
            }
        }

        return null;
    }

    /// <summary>Offers a piece to one silo. Null if it refused.</summary>
    public async ValueTask<TakenOffer?> OfferAsync(PieceSynthesis piece, Node node, CancellationToken cancellationToken)
    {
        var key = new SynthesizerKey(piece.Voice.Hash, node.Name, Random.Shared.Next(node.Status.Slots));
        var synthesizer = grains.GetGrain<ISynthesizer>(key.ToString());
        var stream = new WatchedStream<PieceItem>(stop => synthesizer.Synthesize(piece, stop).WithBatchSize(BatchSize), clock, cancellationToken);
        var taken = false;
        node.Offered();
        try
        {
            switch (await stream.MoveNextAsync(Silence, node.Suspicion(AnswerInDoubt)) ? stream.Current : null)
            {
                case PieceAccepted accepted:
                    taken = true;
                    return new(node, synthesizer, stream, accepted);
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

    /// <summary>
    /// Takes a piece that waits back from its silo; false if it stays there. A silo that does not answer keeps no listener's piece. That of a job it
    /// keeps until it is known to be silent: one that is only slow would make the piece too, or gives it back late, which its stream tells.
    /// </summary>
    public async ValueTask<bool> TakeBackAsync(TakenOffer offer, SpeechPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            return await offer.GiveBackAsync().WaitAsync(AnswerInDoubt, clock, cancellationToken);
        }
        catch (Exception fault) when (StreamFault.IsTransient(fault, cancellationToken))
        {
            LogNoAnswer(fault, offer.Node.Status.Name);
            return fault is not TimeoutException || priority != SpeechPriority.Job || !offer.Node.Answers;
        }
    }

    /// <summary>The next item of a stream; null where it ended or broke off.</summary>
    /// <param name="called">When this ends first, that is a heartbeat; null to wait for the stream alone.</param>
    public async ValueTask<PieceItem?> NextAsync(TakenOffer offer, Task? called, CancellationToken cancellationToken)
    {
        var suspicion = offer.Node.Suspicion(SilenceInDoubt);
        try
        {
            return (called is null ? await offer.Stream.MoveNextAsync(Silence, suspicion) : await offer.Stream.MoveNextAsync(Silence, suspicion, called)) switch
            {
                true => offer.Stream.Current,
                false => null,
                null => new PieceHeartbeat(),
            };
        }
        catch (Exception fault) when (StreamFault.IsTransient(fault, cancellationToken))
        {
            offer.Node.Suspect();
            LogBrokeOff(fault, offer.Node.Status.Name);
            return null;
        }
    }
}
