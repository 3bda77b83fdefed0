using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>
/// The search of a request's first piece, which waits its turn in the silo's <see cref="StartLine"/>. Who cannot expect to begin soon learns so at
/// once, before it is offered to anybody.
/// </summary>
/// <param name="piece">What is to be synthesised.</param>
/// <param name="place">Its place in the line.</param>
/// <param name="limit">How long it waits at most, even if it was expected to begin sooner; from the first refusal of all on.</param>
/// <param name="offers">Who is asked.</param>
/// <param name="clock">Time.</param>
internal sealed class StartSearch(PieceSynthesis piece, StartPlace place, TimeSpan limit, SiloOffers offers, TimeProvider clock) : ISlotSearch
{
    private long? _waits;

    public bool MayOffer() => place.MayGo();

    public async Task PauseAsync(bool refused, CancellationToken cancellationToken)
    {
        _waits ??= clock.GetTimestamp();
        if (clock.GetElapsedTime(_waits.Value) >= limit)
        {
            throw SearchEnd.Of(piece, offers);
        }

        if (!place.TryWait(refused, out var expected))
        {
            var least = offers.RetryAfter();
            throw new SpeechUnavailableException("Too many requests wait for a free slot.")
            {
                RetryAfter = expected < least ? least : expected < SiloOffers.LongestRetry ? expected : SiloOffers.LongestRetry,
            };
        }

        await place.TurnAsync(cancellationToken);
    }

    public void Dispose()
    {
        // The place is kept by who made it: a piece that has to give way searches again in the same place.
    }
}
