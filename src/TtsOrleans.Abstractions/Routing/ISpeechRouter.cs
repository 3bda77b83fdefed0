namespace TtsOrleans.Abstractions.Routing;

/// <summary>
/// Turns a text into speech: reads it sentence by sentence, fans the pieces out ahead and delivers them in order.
/// Which activation serves a request decides nothing about where it is synthesised; callers pick a random key.
/// </summary>
[Alias("TtsOrleans.ISpeechRouter")]
public interface ISpeechRouter : IGrainWithIntegerKey
{
    /// <summary>How many router keys callers spread their requests over (0 … Keys − 1).</summary>
    const int Keys = 64;

    /// <summary>
    /// Speaks <paramref name="request"/> from <paramref name="from"/> on. The audio of a request is a pure function of it,
    /// so a stream that broke off continues exactly when re-opened at the position reached.
    /// </summary>
    /// <returns>
    /// A <see cref="SpeechOpened"/>, for each piece of the text a <see cref="PieceStarted"/> and its <see cref="AudioChunk"/>s in order, at last one
    /// <see cref="SpeechEnded"/>; a <see cref="Heartbeat"/> whenever nothing else came for a second.
    /// </returns>
    /// <exception cref="SpeechUnavailableException">No silo has capacity.</exception>
    /// <exception cref="VoiceGoneException">No silo has this version of the voice, or only silos that are about to stop, and the request begins here.</exception>
    [Alias("Speak")]
    IAsyncEnumerable<SpeechItem> Speak(SpeechRequest request, SpeechPosition from, CancellationToken cancellationToken = default);
}
