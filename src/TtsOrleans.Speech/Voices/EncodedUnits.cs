using System.Collections.Immutable;

namespace TtsOrleans.Speech.Voices;

/// <summary>Units as ids of one voice, the four streams of one length.</summary>
/// <param name="Sy">Ids of <c>units.sy</c>.</param>
/// <param name="Tone">Ids of <c>units.tone</c>.</param>
/// <param name="SyllableFlag">Ids of <c>units.syllableFlag</c>.</param>
/// <param name="WordSegment">Ids of <c>units.wordSegment</c>.</param>
/// <param name="Origins">For each encoded unit the index of the unit it was made from (fallbacks may split or skip some); ascending.</param>
public sealed record EncodedUnits(
    ImmutableArray<short> Sy,
    ImmutableArray<short> Tone,
    ImmutableArray<short> SyllableFlag,
    ImmutableArray<short> WordSegment,
    ImmutableArray<int> Origins)
{
    /// <summary>How many units the voice has no sound for, not even a near one; they were logged and left out.</summary>
    public int Skipped { get; init; }

    /// <summary>How many units were spoken as something near them.</summary>
    public int Replaced { get; init; }
}
