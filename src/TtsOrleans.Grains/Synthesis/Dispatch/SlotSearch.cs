using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>One piece's search for a slot: when it may be offered round, how it waits where all refuse, and when it gives up.</summary>
internal interface ISlotSearch : IDisposable
{
    /// <summary>Whether it may be offered now; asked before each round of offers.</summary>
    bool MayOffer();

    /// <summary>Waits before the next round: all refused, or it may not be offered yet.</summary>
    /// <param name="refused">Whether it was offered and all refused.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="SpeechUnavailableException">The search is at its end.</exception>
    Task PauseAsync(bool refused, CancellationToken cancellationToken);
}

/// <summary>What every search says at its end.</summary>
internal static class SearchEnd
{
    /// <summary>No slot was free for as long as the piece could wait, or there is none at all.</summary>
    public static SpeechUnavailableException Of(PieceSynthesis piece, SiloOffers offers) =>
        new(offers.Knows(piece.Voice) ? "No silo has a free slot." : $"No silo has the voice '{piece.Voice.Name}' of hash {piece.Voice.Hash}.")
        {
            RetryAfter = offers.RetryAfter(),
        };
}
