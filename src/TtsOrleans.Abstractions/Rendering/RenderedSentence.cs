namespace TtsOrleans.Abstractions.Rendering;

/// <summary>A sentence of a chapter that is rendered.</summary>
/// <param name="Start">Where it begins in the chapter's text (its paragraphs one behind the other), UTF-16 units.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Samples">Its audio, with the pause behind it.</param>
/// <param name="Speech">Samples until the pause behind it; what a subtitle is shown for.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.RenderedSentence")]
public sealed record RenderedSentence(
    [property: Id(0)] int Start,
    [property: Id(1)] string Text,
    [property: Id(2)] long Samples,
    [property: Id(3)] long Speech);
