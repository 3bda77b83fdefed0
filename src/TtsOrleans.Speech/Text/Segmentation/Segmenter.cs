using System.Text;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Lexicon;

namespace TtsOrleans.Speech.Text.Segmentation;

/// <summary>
/// Cuts text into words: the most probable path over the dictionary, then, over runs of single characters that are no word,
/// the character tagger. Latin letters stay together; every other mark is a word of its own.
/// </summary>
internal sealed class Segmenter(WordGraph graph, CharacterTagger tagger)
{
    /// <summary>Digits of one word.</summary>
    private const int LongestDigits = 4;

    /// <summary>Letters of one word; longer runs are cut, so that no word outgrows a piece.</summary>
    private const int LongestLatin = 32;

    /// <summary>Words in order; they cover all cells.</summary>
    /// <param name="cells">What is cut.</param>
    /// <param name="scalars">The same, scalars only.</param>
    /// <param name="text">The same as UTF-8.</param>
    public List<CellSpan> Cut(List<Cell> cells, ReadOnlySpan<Rune> scalars, Utf8Text text)
    {
        var words = new List<CellSpan>(scalars.Length);
        for (var at = 0; at < scalars.Length;)
        {
            var end = at;
            while (end < scalars.Length && cells[end].Kind != CellKind.Digit && IsWordCharacter(scalars[end].Value))
            {
                end++;
            }

            if (end == at && cells[at].Kind == CellKind.Digit)
            {
                at = CutDigits(cells, at, words);
                continue;
            }

            if (end == at)
            {
                words.Add(new CellSpan(at++, 1));
                continue;
            }

            CutBlock(scalars, text, at, end, words);
            at = end;
        }

        return words;
    }

    /// <summary>Digits in groups of up to four, a year with its 年.</summary>
    private static int CutDigits(List<Cell> cells, int at, List<CellSpan> words)
    {
        var end = at;
        while (end < cells.Count && end - at < LongestDigits && cells[end].Kind == CellKind.Digit)
        {
            end++;
        }

        var isYear = end - at > 1 && end < cells.Count && cells[end].Value == '年';
        words.Add(new CellSpan(at, end - at + (isYear ? 1 : 0)));
        return words[^1].End;
    }

    private static bool IsWordCharacter(int value) =>
        Script.IsHan(value) || Script.IsLatin(value) || Script.IsDigit(value) || value is '+' or '#' or '&' or '.' or '_' or '%' or '-' or '\'';

    private void CutBlock(ReadOnlySpan<Rune> scalars, Utf8Text text, int from, int to, List<CellSpan> words)
    {
        var ends = graph.BestEnds(text, from, to);
        var singles = from;
        for (var at = from; at < to;)
        {
            var end = ends[at - from];
            if (end > at + 1)
            {
                CutSingles(scalars, text, singles, at, words);
                words.Add(new CellSpan(at, end - at));
                singles = end;
            }

            at = end;
        }

        CutSingles(scalars, text, singles, to, words);
    }

    private void CutSingles(ReadOnlySpan<Rune> scalars, Utf8Text text, int from, int to, List<CellSpan> words)
    {
        if (to - from > 1 && graph.Contains(text[from, to]))
        {
            for (var i = from; i < to; i++)
            {
                words.Add(new CellSpan(i, 1));
            }

            return;
        }

        for (var at = from; at < to;)
        {
            var end = at + 1;
            if (Script.IsHan(scalars[at]))
            {
                while (end < to && Script.IsHan(scalars[end]))
                {
                    end++;
                }

                CutUnknown(scalars, at, end, words);
            }
            else
            {
                var isWord = IsLatinWord(scalars[at].Value);
                while (isWord && end < to && end - at < LongestLatin && IsLatinWord(scalars[end].Value))
                {
                    end++;
                }

                words.Add(new CellSpan(at, end - at));
            }

            at = end;
        }
    }

    private void CutUnknown(ReadOnlySpan<Rune> scalars, int from, int to, List<CellSpan> words)
    {
        if (to - from == 1)
        {
            words.Add(new CellSpan(from, 1));
        }
        else
        {
            tagger.Cut(scalars, from, to, words);
        }
    }

    private static bool IsLatinWord(int value) => Script.IsLatin(value) || Script.IsDigit(value) || value == '\'';
}
