using System.Collections.Immutable;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Rendering.Store;

/// <summary>A job without its text and audio.</summary>
/// <param name="Version">Counts its changes of state. Whoever made the last change runs it: what others still render is not taken.</param>
internal sealed record StoredJob(
    string Id,
    string Title,
    VoiceReference Voice,
    int SampleRate,
    string Format,
    float Volume,
    JobState State,
    long Version,
    DateTimeOffset Created,
    DateTimeOffset? Finished)
{
    /// <summary>Counted from its rows.</summary>
    public ImmutableArray<ChapterCount> Chapters { get; init; } = [];

    /// <summary>The first 100.</summary>
    public ImmutableArray<SentenceError> Errors { get; init; } = [];
}

/// <summary>How much of a chapter there is.</summary>
/// <param name="Title">As ordered.</param>
/// <param name="Characters">UTF-16 units of its text.</param>
/// <param name="Sentences">Sentences of its text; null until it was read.</param>
/// <param name="Done">Sentences rendered.</param>
/// <param name="CharactersDone">UTF-16 units of them.</param>
/// <param name="Samples">Samples of them.</param>
/// <param name="Failed">Sentences that failed for good.</param>
internal readonly record struct ChapterCount(string Title, int Characters, int? Sentences, int Done, int CharactersDone, long Samples, int Failed)
{
    /// <summary>Whether nothing is left to do, whatever came of it.</summary>
    public bool Ended => Sentences is { } all && Done + Failed >= all;

    /// <summary>Whether all of it is rendered.</summary>
    public bool Whole => Ended && Failed == 0;
}

/// <summary>A rendered sentence without its audio.</summary>
internal readonly record struct StoredSentence(int Start, int Length, long Samples, long Speech);
