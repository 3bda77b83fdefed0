using System.Collections.Immutable;

namespace TtsOrleans.Abstractions.Reading;

/// <summary>How a text is read; all starts are UTF-16 units of that text.</summary>
/// <param name="Sentences">Its pieces in order.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PhonemizedText")]
public sealed record PhonemizedText(
    [property: Id(0)] ImmutableArray<PhonemizedSentence> Sentences);

/// <summary>One piece of the text.</summary>
/// <param name="Text">Its source text.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Words">Its words in order.</param>
/// <param name="Units">What is spoken for it; the last is its break.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PhonemizedSentence")]
public sealed record PhonemizedSentence(
    [property: Id(0)] string Text,
    [property: Id(1)] int Start,
    [property: Id(2)] ImmutableArray<PhonemizedWord> Words,
    [property: Id(3)] ImmutableArray<PhonemizedUnit> Units);

/// <summary>One word of a piece.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PhonemizedWord")]
public sealed record PhonemizedWord(
    [property: Id(0)] string Text,
    [property: Id(1)] int Start,
    [property: Id(2)] ImmutableArray<PhonemizedCharacter> Characters);

/// <summary>One character of a word.</summary>
/// <param name="Text">The character, or the run of source text that is read as one.</param>
/// <param name="Start">Where it stands.</param>
/// <param name="Pinyin">As spoken, tone digit last, ü as v; several syllables apart by spaces; null if it is not read.</param>
/// <param name="Lexical">The dictionary reading, where sandhi changed it.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PhonemizedCharacter")]
public sealed record PhonemizedCharacter(
    [property: Id(0)] string Text,
    [property: Id(1)] int Start,
    [property: Id(2)] string? Pinyin,
    [property: Id(3)] string? Lexical);

/// <summary>One unit by its names.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PhonemizedUnit")]
public sealed record PhonemizedUnit(
    [property: Id(0)] string Sy,
    [property: Id(1)] string Tone,
    [property: Id(2)] string SyllableFlag,
    [property: Id(3)] string WordSegment);
