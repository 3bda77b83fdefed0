using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Segmentation;
using TtsOrleans.Speech.Text.Sentences;

namespace TtsOrleans.Speech.Text.Pieces;

/// <summary>Cuts the words of a sentence into pieces of bounded length: after the last mark that fits, or else between two words.</summary>
internal static class PieceCutter
{
    /// <summary>Source characters of a piece.</summary>
    public const int MaxCharacters = 60;

    /// <summary>Units of a piece.</summary>
    public const int MaxUnits = 400;

    /// <summary>Runs of words; each has at least one sound, and together they cover all words. None if no word has a sound.</summary>
    public static List<CellSpan> Cut(IReadOnlyList<SpokenWord> words, IReadOnlyList<Cell> cells)
    {
        var pieces = new List<CellSpan>();
        var first = 0;
        while (first < words.Count)
        {
            var end = End(words, cells, first);
            if (HasSound(words, first, end))
            {
                pieces.Add(new CellSpan(first, end - first));
            }
            else if (pieces.Count > 0)
            {
                pieces[^1] = pieces[^1] with { Count = end - pieces[^1].First };
            }

            first = end;
        }

        return pieces;
    }

    /// <summary>Where the piece that begins at a word ends.</summary>
    private static int End(IReadOnlyList<SpokenWord> words, IReadOnlyList<Cell> cells, int first)
    {
        var (units, sounding, afterMark) = (0, false, 0);
        var start = cells[words[first].Cells.First].Start;
        for (var i = first; i < words.Count; i++)
        {
            var word = words[i];
            var mark = cells[word.Cells.First].Value;
            if (word.Sounds.Count > 0)
            {
                units += UnitCount(word);
                if (sounding && (units > MaxUnits || cells[word.Cells.End - 1].End - start > MaxCharacters))
                {
                    return afterMark > 0 ? afterMark : NotInsideRun(words, cells, first, i);
                }

                sounding = true;
            }
            else if (sounding && (Marks.IsCut(mark) || (afterMark == i && Marks.IsClosing(mark))))
            {
                afterMark = Marks.IsOpening(mark) ? i : i + 1;
            }
        }

        return words.Count;
    }

    /// <summary>Words that share rewritten source text stay together.</summary>
    private static int NotInsideRun(IReadOnlyList<SpokenWord> words, IReadOnlyList<Cell> cells, int first, int cut)
    {
        var moved = cut;
        while (moved > first && cells[words[moved].Cells.First].Start < cells[words[moved].Cells.First - 1].End)
        {
            moved--;
        }

        return moved > first && HasSound(words, first, moved) ? moved : cut;
    }

    private static bool HasSound(IReadOnlyList<SpokenWord> words, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (words[i].Sounds.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Units of a word and the break after it.</summary>
    private static int UnitCount(SpokenWord word)
    {
        var count = 1;
        foreach (var sound in word.Sounds)
        {
            count += sound is EnglishSound english ? english.Phones.Length : 2;
        }

        return count;
    }
}
