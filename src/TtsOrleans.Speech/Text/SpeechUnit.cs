namespace TtsOrleans.Speech.Text;

/// <summary>One unit of speech in the KAN-TTS convention: a phone with its tone and position, or a break.</summary>
/// <param name="Sy">Phone (<c>n_c</c>, <c>ih</c>, <c>ga</c> …) or break (<c>#1</c> <c>#3</c> <c>#4</c> <c>#4?</c> <c>#4!</c>).</param>
/// <param name="Tone"><c>tone0</c> … <c>tone5</c>, or <c>none</c> on a break.</param>
/// <param name="SyllableFlag"><c>s_begin</c> <c>s_middle</c> <c>s_end</c> <c>s_both</c> <c>s_none</c>.</param>
/// <param name="WordSegment"><c>word_begin</c> <c>word_middle</c> <c>word_end</c> <c>word_both</c> <c>word_none</c>.</param>
public readonly record struct SpeechUnit(string Sy, string Tone, string SyllableFlag, string WordSegment);
