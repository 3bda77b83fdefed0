using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Abstractions.Caching;

/// <summary>
/// As <see cref="ISpeechCache"/>, but for the silo that asks alone, and always on it: asked where the cluster's grain of the piece does not answer.
/// </summary>
[Alias("TtsOrleans.ILocalSpeechCache")]
public interface ILocalSpeechCache : IGrainWithStringKey
{
    /// <inheritdoc cref="ISpeechCache.Listen"/>
    [Alias("Listen")]
    IAsyncEnumerable<PieceItem> Listen(PieceSynthesis piece, long fromSample, CancellationToken cancellationToken = default);
}
