namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>
/// One voice in one slot of one silo: owns a one-thread pair of ONNX sessions there. Its key is <see cref="SynthesizerKey"/>;
/// it lives on that silo or nowhere: a call after the silo's death throws.
/// </summary>
[Alias("TtsOrleans.ISynthesizer")]
public interface ISynthesizer : IGrainWithStringKey
{
    /// <summary>Offers one piece to the silo's queue.</summary>
    /// <returns>
    /// <see cref="PieceRefused"/> alone, or <see cref="PieceAccepted"/>, <see cref="PieceHeader"/>, <see cref="PieceAudio"/>s, <see cref="PieceEnded"/>;
    /// <see cref="PieceRefused"/> behind the acceptance if a piece that still waits has to give way to more urgent ones.
    /// </returns>
    [Alias("Synthesize")]
    IAsyncEnumerable<PieceItem> Synthesize(PieceSynthesis piece, CancellationToken cancellationToken = default);

    /// <summary>Gives back a piece that was accepted and waits, so that it can be done elsewhere and is not done twice.</summary>
    /// <param name="ticket">From its <see cref="PieceAccepted"/>.</param>
    /// <returns>Whether it waited, and never begins here now; false if it has begun.</returns>
    [Alias("GiveBack")]
    Task<bool> GiveBack(long ticket);

    /// <summary>Takes hold of the sessions, so that the first piece does not pay for it.</summary>
    [Alias("Warm")]
    Task Warm();
}
