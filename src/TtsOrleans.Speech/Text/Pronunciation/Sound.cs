using TtsOrleans.Speech.Text.English;
using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>What is spoken for some cells of a word.</summary>
internal abstract record Sound(CellSpan Cells);

/// <summary>A Mandarin syllable: its reading in the dictionary and its tone in this sentence.</summary>
internal sealed record Syllable(CellSpan Cells, Reading Lexical) : Sound(Cells)
{
    public int SpokenTone { get; set; } = Lexical.Tone;
}

/// <summary>An English word, or one letter.</summary>
internal sealed record EnglishSound(CellSpan Cells, EnglishPhone[] Phones) : Sound(Cells);
