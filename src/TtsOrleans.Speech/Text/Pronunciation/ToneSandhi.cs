using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>Tones as they are spoken next to each other: 一, 不 and the third tone. Works within one breath: words without a pause between them.</summary>
internal sealed class ToneSandhi
{
    private const string Digits = "〇零一二三四五六七八九幺";
    private const string Numerals = Digits + "十百千万亿点两";

    /// <summary>Followed by these 一 counts in order and keeps its tone.</summary>
    private static readonly string[] Ordered = ["月", "号", "楼", "班", "年级", "等奖", "级", "流"];

    private readonly List<(Syllable Syllable, SpokenWord Word, Cell Cell)> _breath = [];

    /// <summary>Sets the spoken tones of the words of a sentence.</summary>
    /// <param name="words">Words in order.</param>
    /// <param name="cells">The cells they are of.</param>
    /// <param name="endsBreath">Whether a word is a mark that makes a pause.</param>
    public void Apply(IReadOnlyList<SpokenWord> words, IReadOnlyList<Cell> cells, Func<SpokenWord, bool> endsBreath)
    {
        foreach (var word in words)
        {
            if (endsBreath(word))
            {
                Finish();
            }

            foreach (var sound in word.Sounds)
            {
                if (sound is Syllable syllable)
                {
                    _breath.Add((syllable, word, cells[sound.Cells.First]));
                }
                else
                {
                    Finish();
                }
            }
        }

        Finish();
    }

    private void Finish()
    {
        for (var i = 0; i + 1 < _breath.Count; i++)
        {
            var (syllable, word, cell) = _breath[i];
            var (next, nextWord, _) = _breath[i + 1];
            if (cell.Value == '一' && syllable.Lexical == new Reading("yi", 1))
            {
                syllable.SpokenTone = KeepsTone(i) ? 1 : next.Lexical.Tone == 4 || next.Lexical.Spelling == "ge" ? 2 : 4;
            }
            else if (cell.Value == '不' && syllable.Lexical == new Reading("bu", 4) && next.Lexical.Tone == 4)
            {
                syllable.SpokenTone = 2;
            }
            else if (syllable.Lexical.Tone == 3 && next.Lexical.Tone == 3 && (word == nextWord || word.Sounds.Count == 1 || nextWord.Sounds.Count == 1))
            {
                syllable.SpokenTone = 2;
            }
        }

        _breath.Clear();
    }

    /// <summary>一 that is a digit, an ordinal, or the end of a word.</summary>
    private bool KeepsTone(int index)
    {
        var (syllable, word, cell) = _breath[index];
        if (cell.Kind != CellKind.Text || (word.IsKnown && word.Sounds.Count > 1 && word.Sounds[^1] == syllable))
        {
            return true;
        }

        if (index > 0 && (_breath[index - 1].Cell.Value == '第' || Contains(Numerals, _breath[index - 1].Cell.Value)))
        {
            return true;
        }

        return Contains(Digits, _breath[index + 1].Cell.Value) || Ordered.Any(item => Follows(index + 1, item));
    }

    private bool Follows(int index, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (index + i >= _breath.Count || _breath[index + i].Cell.Value != text[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(string set, int value) => value <= char.MaxValue && set.Contains((char)value, StringComparison.Ordinal);
}
