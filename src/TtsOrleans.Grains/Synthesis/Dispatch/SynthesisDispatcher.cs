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
    QueuedPieces queued,
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
    /// <param name="piece">What is to be synthesised.</param>
    /// <param name="fromSample">The first sample wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="begun">Whether somebody hears the speech already, though it is wanted from its first sample.</param>
    /// <returns>Header, audio from <paramref name="fromSample"/> on, end; heartbeats in between.</returns>
    /// <exception cref="SpeechUnavailableException">No silo took the piece for as long as it could wait.</exception>
    /// <exception cref="SpeechFailedException">The piece itself failed.</exception>
    public async IAsyncEnumerable<PieceItem> Synthesize(PieceSynthesis piece, long fromSample, [EnumeratorCancellation] CancellationToken cancellationToken, bool begun = false)
    {
        var progress = new PieceProgress(fromSample);
        var started = clock.GetTimestamp();
        var breaks = 0;
        using var turn = StartLine.IsStart(piece) && fromSample == 0 && !begun ? line.Join(piece.Voice.Hash) : null;
        TakenOffer? taken = null;
        while (!progress.Ended)
        {
            if (taken is null)
            {
                using ISlotSearch search = turn is null || progress.Begun ? SearchToGoOn(Now()) : SearchToBegin(piece, turn);
                while (true)
                {
                    var offered = search.MayOffer();
                    if (offered && (taken = await offers.OfferAsync(Now(), cancellationToken)) is not null)
                    {
                        break;
                    }

                    await search.PauseAsync(refused: offered, cancellationToken);
                    yield return new PieceHeartbeat();
                }
            }

            turn?.Begun();
            using var offer = taken;
            using var place = queued.Place(offer, Now());
            taken = null;
            PieceItem? item;
            while ((item = await offers.NextAsync(offer, place.Called, cancellationToken)) is not (null or PieceRefused))
            {
                var news = progress.Take(item);
                if (progress.Ended)
                {
                    // Before anybody hears of it: whoever orders the next piece then finds the slot free.
                    offer.Through();
                    place.Finished();
                }
                else if (progress.Begun)
                {
                    place.Begun();
                }

                if (news is not null)
                {
                    yield return news;
                }

                var better = place.CalledTo;
                if (item is not PieceHeartbeat || !offer.Waits || piece.Rehearsal || place.HasBegun || (better is null && !offers.FreeElsewhere(piece.Voice, offer.Node)))
                {
                    continue;
                }

                // It waits, and need not. It is taken back first: nothing is made twice.
                if (await offers.TakeBackAsync(offer, piece.Priority, cancellationToken))
                {
                    taken = better is null ? null : await offers.OfferAsync(Now(), better, cancellationToken);
                    break;
                }

                place.Begun();
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

        PieceSynthesis Now() => piece with { Slack = piece.Slack - clock.GetElapsedTime(started) };
    }

    private StartSearch SearchToBegin(PieceSynthesis piece, StartPlace turn) => new(piece, turn, LimitOfPatience * options.Value.StartPatience, offers, clock);

    private BegunSearch SearchToGoOn(PieceSynthesis piece) =>
        new(piece, options.Value.Patience + (piece.Slack > TimeSpan.Zero ? piece.Slack : TimeSpan.Zero), line, offers, clock);
}
