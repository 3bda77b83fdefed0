namespace TtsOrleans.Speech.Synthesis;

/// <summary>One voice, ready to speak on one thread at a time. Not thread-safe; the owner disposes it.</summary>
public interface ISpeechEngine : IDisposable
{
    /// <summary>
    /// Speaks one piece on the calling thread: first its <see cref="FrameDurations"/>, then its <see cref="PcmWindow"/>s in order without gap or overlap.
    /// The same input gives the same bytes. Cancellation is observed between two windows.
    /// </summary>
    IEnumerable<EngineOutput> Speak(EngineInput input, CancellationToken cancellationToken);
}
