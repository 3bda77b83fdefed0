using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Abstractions.Caching;

/// <summary>
/// The audio of one piece, keyed <c>audio-</c> + its content key: kept bytes, or exactly one synthesis that all who ask meanwhile listen to.
/// </summary>
[Alias("TtsOrleans.ISpeechCache")]
public interface ISpeechCache : IGrainWithStringKey
{
    /// <summary>Delivers the piece from a sample on.</summary>
    /// <returns><see cref="PieceHeader"/>, <see cref="PieceAudio"/>s, <see cref="PieceEnded"/>; heartbeats in between.</returns>
    /// <exception cref="SpeechUnavailableException">No silo took the order.</exception>
    [Alias("Listen")]
    IAsyncEnumerable<PieceItem> Listen(PieceSynthesis piece, long fromSample, CancellationToken cancellationToken = default);
}
