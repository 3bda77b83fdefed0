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
    StartLine line,
    IOptions<SynthesisOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    RoutingInstruments instruments)
{
    private const int MostBreaks = 8;

    // Requests that were let in because they could expect to begin in time are sent away only if nothing moves.
    private const int LimitOfPatience = 3;

    /// <summary>Whether requests wait here to begin, or would have to.</summary>
    public bool Crowded => line.Crowded;

    /// <summary>Synthesises a piece.</summary>
    /// <returns>Header, audio from <paramref name="fromSample"/> on, end; heartbeats in between.</returns>
    /// <exception cref="SpeechUnavailableException">No silo took the piece for as long as it could wait.</exception>
    /// <exception cref="SpeechFailedException">The piece itself failed.</exception>
    public async IAsyncEnumerable<PieceItem> Synthesize(PieceSynthesis piece, long fromSample, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var progress = new PieceProgress(fromSample);
        var started = clock.GetTimestamp();
        var breaks = 0;
        using var place = StartLine.IsStart(piece) && fromSample == 0 ? line.Join() : null;
        while (!progress.Ended)
        {
            TakenOffer? taken = null;
            using (ISlotSearch search = place is null || progress.Begun ? SearchToGoOn(piece, started) : SearchToBegin(piece, place))
            {
                while (true)
                {
                    var offered = search.MayOffer();
                    if (offered && (taken = await offers.OfferAsync(piece with { Slack = SlackLeft(piece, started) }, cancellationToken)) is not null)
                    {
                        break;
                    }

                    await search.PauseAsync(refused: offered, cancellationToken);
                    yield return new PieceHeartbeat();
                }
            }

            place?.Begun();
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

    private StartSearch SearchToBegin(PieceSynthesis piece, StartPlace place) => new(piece, place, LimitOfPatience * options.Value.StartPatience, offers, clock);

    private BegunSearch SearchToGoOn(PieceSynthesis piece, long started)
    {
        var slack = SlackLeft(piece, started);
        return new(piece with { Slack = slack }, options.Value.Patience + (slack > TimeSpan.Zero ? slack : TimeSpan.Zero), line, offers, clock);
    }

    private TimeSpan SlackLeft(PieceSynthesis piece, long started) => piece.Slack - clock.GetElapsedTime(started);
}
