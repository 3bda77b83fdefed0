using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Abstractions.Rendering;

/// <summary>Where a job stands.</summary>
/// <param name="Id">Its id: 26 characters of lower-case base 32.</param>
/// <param name="Title">As ordered.</param>
/// <param name="State">State of the whole.</param>
/// <param name="Voice">The voice as ordered.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Format">Format of delivery, as ordered.</param>
/// <param name="Volume">Factor at delivery, as ordered.</param>
/// <param name="Created">When it was stored.</param>
/// <param name="Finished">When it ended; null before.</param>
/// <param name="Expires">When it will be deleted; null before it ended.</param>
/// <param name="Remaining">How long it will still take at the speed of the last minutes; null when that is not known.</param>
/// <param name="Chapters">In order.</param>
/// <param name="Errors">Sentences that failed, the first 100.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.JobStatus")]
public sealed record JobStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] string Title,
    [property: Id(2)] JobState State,
    [property: Id(3)] VoiceReference Voice,
    [property: Id(4)] int SampleRate,
    [property: Id(5)] string Format,
    [property: Id(6)] float Volume,
    [property: Id(7)] DateTimeOffset Created,
    [property: Id(8)] DateTimeOffset? Finished,
    [property: Id(9)] DateTimeOffset? Expires,
    [property: Id(10)] TimeSpan? Remaining,
    [property: Id(11)] ImmutableArray<ChapterStatus> Chapters,
    [property: Id(12)] ImmutableArray<SentenceError> Errors);

/// <summary>Where a chapter stands.</summary>
/// <param name="Title">As ordered.</param>
/// <param name="State">Waiting, Running, Done or Failed.</param>
/// <param name="Characters">UTF-16 units of its text.</param>
/// <param name="CharactersDone">Of the sentences that are rendered.</param>
/// <param name="Sentences">Null until its text has been read.</param>
/// <param name="SentencesDone">Sentences rendered.</param>
/// <param name="Samples">Samples rendered.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.ChapterStatus")]
public sealed record ChapterStatus(
    [property: Id(0)] string Title,
    [property: Id(1)] JobState State,
    [property: Id(2)] int Characters,
    [property: Id(3)] int CharactersDone,
    [property: Id(4)] int? Sentences,
    [property: Id(5)] int SentencesDone,
    [property: Id(6)] long Samples);

/// <summary>A sentence that could not be rendered.</summary>
/// <param name="Chapter">Index of the chapter, from 0.</param>
/// <param name="Start">Where it begins in the chapter's text, UTF-16 units.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Message">What went wrong, for people.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SentenceError")]
public sealed record SentenceError(
    [property: Id(0)] int Chapter,
    [property: Id(1)] int Start,
    [property: Id(2)] string Text,
    [property: Id(3)] string Message);
