using System.Collections.Immutable;

namespace TtsOrleans.Speech.Text;

/// <summary>A sentence, or a part of a long one: what is synthesised in one run. Its units end in exactly one <c>#3</c> or <c>#4…</c>.</summary>
/// <param name="Start">Where it begins in the text that was read, UTF-16 units.</param>
/// <param name="Length">UTF-16 units; pieces follow each other without a gap, so that no character is lost or read twice.</param>
/// <param name="Text">The source text of the piece.</param>
/// <param name="Words">Its words in order.</param>
/// <param name="Units">What is spoken; never empty.</param>
public sealed record TextPiece(int Start, int Length, string Text, ImmutableArray<TextWord> Words, ImmutableArray<SpeechUnit> Units);

/// <summary>A segmenter's word.</summary>
/// <param name="Text">Its source text.</param>
/// <param name="Start">Where it begins in the text that was read, UTF-16 units.</param>
/// <param name="FirstUnit">Index in the piece of its first unit.</param>
/// <param name="UnitCount">Its units, the break after it not counted.</param>
/// <param name="Characters">Its characters in order.</param>
public sealed record TextWord(string Text, int Start, int FirstUnit, int UnitCount, ImmutableArray<TextCharacter> Characters);

/// <summary>A character of a word, or a run of source text that is read as one (a number, an English word).</summary>
/// <param name="Text">Its source text.</param>
/// <param name="Start">Where it begins in the text that was read, UTF-16 units.</param>
/// <param name="FirstUnit">Index in the piece of its first unit.</param>
/// <param name="UnitCount">Its units; 0 if it is not read.</param>
/// <param name="Pinyin">As spoken, tone digit last, ü as v, several syllables apart by spaces; for English its phones; null if it is not read.</param>
/// <param name="Lexical">The dictionary reading, where sandhi changed it; else null.</param>
public sealed record TextCharacter(string Text, int Start, int FirstUnit, int UnitCount, string? Pinyin, string? Lexical);
