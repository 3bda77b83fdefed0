using System.Collections.Immutable;

namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>The four unit streams of a piece as ids of the voice, all of one length (1 … the voice's <c>maxUnits</c>).</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceUnits")]
public sealed record PieceUnits(
    [property: Id(0)] ImmutableArray<short> Sy,
    [property: Id(1)] ImmutableArray<short> Tone,
    [property: Id(2)] ImmutableArray<short> SyllableFlag,
    [property: Id(3)] ImmutableArray<short> WordSegment);
