using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>
/// Finds a slot for a piece anywhere in the cluster and stays with it: what a silo leaves unfinished goes on elsewhere at the exact sample,
/// unseen by the listener. Where it is called from decides nothing about where the piece is synthesised.
/// </summary>
internal sealed class SynthesisDispatcher(
    SiloOffers offers,
    WaitingStarts starts,
    IOptions<SynthesisOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    RoutingInstruments instruments)
{
    private const int MostBreaks = 8;

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
            TakenOffer? taken;
            var isStart = WaitingStarts.IsStart(piece) && fromSample == 0 && !progress.Begun;
            var patience = isStart ? options.Value.StartPatience : options.Value.Patience + SlackLeft(piece, started);
            using (var search = new SlotSearch(piece, patience, isStart ? starts : null, clock))
            {
                while ((taken = await offers.OfferAsync(piece with { Slack = piece.Slack - clock.GetElapsedTime(started) }, cancellationToken)) is null)
                {
                    await search.PauseAsync(offers, cancellationToken);
                    yield return new PieceHeartbeat();
                }
            }

            using var offer = taken;
            PieceItem? item;
            while ((item = await offers.NextAsync(offer, cancellationToken)) is not (null or PieceRefused))
            {
                if (progress.Take(item) is { } news)
                {
                    yield return news;
                }

                if (item is PieceHeartbeat && !progress.Begun && offers.FreeElsewhere(piece.Voice, offer.Node))
                {
                    // It waits behind something that takes long, and need not: nothing of it was made yet.
                    break;
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

    private TimeSpan SlackLeft(PieceSynthesis piece, long started)
    {
        var slack = piece.Slack - clock.GetElapsedTime(started);
        return slack > TimeSpan.Zero ? slack : TimeSpan.Zero;
    }
}
