using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Abstractions.Rendering;

/// <summary>What to render, everything resolved against the voice it names.</summary>
/// <param name="Title">For people; may be empty.</param>
/// <param name="Voice">The voice. Should this version of it leave the cluster, the job goes on in the version of the same name that is there.</param>
/// <param name="SampleRate">Samples a second of that voice.</param>
/// <param name="Format">Name of the audio format that is delivered unless another is asked for.</param>
/// <param name="Volume">Factor at delivery; 1 leaves the audio as it is.</param>
/// <param name="Chapters">At least one.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.JobOrder")]
public sealed record JobOrder(
    [property: Id(0)] string Title,
    [property: Id(1)] VoiceReference Voice,
    [property: Id(2)] int SampleRate,
    [property: Id(3)] string Format,
    [property: Id(4)] float Volume,
    [property: Id(5)] ImmutableArray<JobChapter> Chapters);

/// <summary>A chapter of the order; small enough that its text can be read at once (the gateway cuts at 20,000 characters).</summary>
/// <param name="Title">For people; may be empty. Spoken only if it is in the paragraphs too.</param>
/// <param name="Paragraphs">Its text in order; at least one has something to read.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.JobChapter")]
public sealed record JobChapter(
    [property: Id(0)] string Title,
    [property: Id(1)] ImmutableArray<JobParagraph> Paragraphs);

/// <summary>Consecutive text in one style.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.JobParagraph")]
public sealed record JobParagraph(
    [property: Id(0)] string Text,
    [property: Id(1)] SpeakingStyle Style);
