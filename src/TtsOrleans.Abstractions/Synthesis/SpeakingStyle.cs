namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>How a text is spoken, by the ids and within the limits of the voice; the three numbers are rounded to 0.01.</summary>
/// <param name="Speaker">Speaker id.</param>
/// <param name="Emotion">Emotion id; 0 is neutral.</param>
/// <param name="Intensity">Strength of the emotion: 0 neutral, 1 as trained.</param>
/// <param name="Rate">Speed; durations are divided by it.</param>
/// <param name="Pitch">Shift in semitones.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SpeakingStyle")]
public sealed record SpeakingStyle(
    [property: Id(0)] int Speaker,
    [property: Id(1)] int Emotion,
    [property: Id(2)] float Intensity = 1f,
    [property: Id(3)] float Rate = 1f,
    [property: Id(4)] float Pitch = 0f);
