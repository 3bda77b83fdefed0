using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>
/// Finds a slot for a piece anywhere in the cluster and stays with it: what a silo leaves unfinished goes on elsewhere at the exact sample,
/// unseen by the listener. Where it is called from decides nothing about where the piece is synthesised.
/// </summary>
internal sealed partial class SynthesisDispatcher(
    NodeDirectory directory,
    IGrainFactory grains,
    IOptions<SynthesisOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    RoutingInstruments instruments,
    ILogger<SynthesisDispatcher> logger)
{
    /// <summary>A stream silent for longer is given up; a living one says something each second.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private const int MostBreaks = 8;
    private const int BatchSize = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Synthesises a piece.</summary>
    /// <returns>Header, audio from <paramref name="fromSample"/> on, end; heartbeats in between.</returns>
    /// <exception cref="SpeechUnavailableException">No silo took the piece for as long as it could wait.</exception>
    /// <exception cref="SpeechFailedException">The piece itself failed.</exception>
    public async IAsyncEnumerable<PieceItem> Synthesize(PieceSynthesis piece, long fromSample, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var progress = new PieceProgress(fromSample);
        var started = clock.GetTimestamp();
        var breaks = 0;
        while (!progress.Ended)
        {
            var search = new SlotSearch(clock.GetTimestamp(), Patience(piece, clock.GetElapsedTime(started)), FirstPause);
            Offer? offer;
            while ((offer = await OfferAsync(piece with { Slack = piece.Slack - clock.GetElapsedTime(started) }, cancellationToken)) is null)
            {
                await PauseAsync(search, cancellationToken);
                yield return new PieceHeartbeat();
            }

            using var stream = offer.Value.Stream;
            PieceItem? item;
            while ((item = await NextAsync(offer.Value, cancellationToken)) is not (null or PieceRefused))
            {
                if (progress.Take(item) is { } news)
                {
                    yield return news;
                }
            }

            // A refusal behind the acceptance: the piece had to give way to more urgent ones, and looks for another place.
            if (item is null && !progress.Ended)
            {
                instruments.Reopened("synthesis");
                if (++breaks == MostBreaks)
                {
                    throw new SpeechUnavailableException($"A piece was begun {MostBreaks} times and never finished.");
                }
            }
        }
    }

    /// <summary>The next item of a stream; null where it ended or broke off.</summary>
    private async ValueTask<PieceItem?> NextAsync(Offer offer, CancellationToken cancellationToken)
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

    /// <summary>Offers the piece to one silo after the other: two chosen at random, less loaded first, then the next two.</summary>
    private async Task<Offer?> OfferAsync(PieceSynthesis piece, CancellationToken cancellationToken)
    {
        var nodes = directory.Nodes.Where(node => node.Speaks(piece.Voice.Hash)).ToArray();
        Random.Shared.Shuffle(nodes);
        foreach (var pair in nodes.Chunk(2))
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

    private async ValueTask<Offer?> OfferAsync(PieceSynthesis piece, Node node, CancellationToken cancellationToken)
    {
        var key = new SynthesizerKey(piece.Voice.Hash, node.Name, Random.Shared.Next(node.Status.Slots));
        var synthesizer = grains.GetGrain<ISynthesizer>(key.ToString());
        var stream = new WatchedStream<PieceItem>(stop => synthesizer.Synthesize(piece, stop).WithBatchSize(BatchSize), clock, cancellationToken);
        try
        {
            node.Took();
            switch (await stream.MoveNextAsync(Silence) ? stream.Current : null)
            {
                case PieceAccepted:
                    return new(node, stream);
                case PieceRefused refusal:
                    node.Refused(refusal.Busy, refusal.Waiting, refusal.Draining);
                    break;
                default:
                    node.Suspect();
                    break;
            }
        }
        catch (Exception fault) when (StreamFault.IsTransient(fault, cancellationToken) || fault is SpeechUnavailableException)
        {
            node.Suspect();
            LogBrokeOff(fault, node.Status.Name);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        stream.Dispose();
        return null;
    }

    private async Task PauseAsync(SlotSearch search, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(search.Started) >= search.Patience)
        {
            throw new SpeechUnavailableException("No silo has a free slot for this voice.") { RetryAfter = RetryAfter() };
        }

        await Task.Delay(search.Pause * (0.5 + Random.Shared.NextDouble()), clock, cancellationToken);
        search.Pause = TimeSpan.FromTicks(Math.Min(search.Pause.Ticks * 3 / 2, LongestPause.Ticks));
    }

    /// <summary>A job waits for as long as it takes; a listener beyond the slack of the piece only so long.</summary>
    private TimeSpan Patience(PieceSynthesis piece, TimeSpan elapsed)
    {
        var slack = piece.Slack - elapsed;
        return piece.Priority == SpeechPriority.Job ? TimeSpan.MaxValue
            : slack > TimeSpan.Zero ? options.Value.Patience + slack
            : options.Value.Patience;
    }

    private TimeSpan RetryAfter()
    {
        var nodes = directory.Nodes;
        var slots = nodes.Sum(node => node.Status.Slots);
        var pieces = nodes.Sum(node => node.Status.Busy + node.Status.Waiting);
        return TimeSpan.FromSeconds(Math.Clamp((double)pieces / Math.Max(slots, 1), 1, 30));
    }

    private readonly record struct Offer(Node Node, WatchedStream<PieceItem> Stream);

    private sealed class SlotSearch(long started, TimeSpan patience, TimeSpan pause)
    {
        public long Started => started;

        public TimeSpan Patience => patience;

        public TimeSpan Pause { get; set; } = pause;
    }
}
