using System.Collections.Immutable;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>One piece to speak; ids and numbers are within the voice's lists and limits.</summary>
/// <param name="Sy">Unit ids; the four streams have one length.</param>
/// <param name="Tone">Tone ids.</param>
/// <param name="SyllableFlag">Syllable flag ids.</param>
/// <param name="WordSegment">Word position ids.</param>
/// <param name="Speaker">Speaker id.</param>
/// <param name="Emotion">Emotion id.</param>
/// <param name="Intensity">Emotion strength.</param>
/// <param name="Rate">Speed.</param>
/// <param name="Pitch">Semitones.</param>
/// <param name="Plan">Where the vocoder cuts.</param>
public sealed record EngineInput(
    ImmutableArray<short> Sy,
    ImmutableArray<short> Tone,
    ImmutableArray<short> SyllableFlag,
    ImmutableArray<short> WordSegment,
    int Speaker,
    int Emotion,
    float Intensity,
    float Rate,
    float Pitch,
    WindowPlan Plan);
