namespace TtsOrleans.Abstractions.Routing;

/// <summary>A place in the audio of a request.</summary>
/// <param name="Piece">Index of the piece, from 0.</param>
/// <param name="Sample">Sample within that piece, from 0.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SpeechPosition")]
public readonly record struct SpeechPosition([property: Id(0)] int Piece, [property: Id(1)] long Sample)
{
    /// <summary>The beginning.</summary>
    public static SpeechPosition Start => default;
}
