namespace TtsOrleans.Abstractions.Rendering;

/// <summary>Consecutive samples of a chapter.</summary>
/// <param name="Sample">Index within the chapter of the first sample.</param>
/// <param name="Pcm">16-bit little-endian mono, at most 64 KB, never written to again.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.ChapterAudio")]
public sealed record ChapterAudio(
    [property: Id(0)] long Sample,
    [property: Id(1)] byte[] Pcm);
