using System.Buffers.Text;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Lexicon;

namespace TtsOrleans.Speech.Text.Segmentation;

/// <summary>The most probable path over the words of a dictionary: dynamic programming from the end, unigram log probabilities.</summary>
internal sealed class WordGraph
{
    private readonly LexiconTable _words;
    private readonly double _logTotal;

    public WordGraph(LexiconTable words)
    {
        _words = words;
        var total = 0L;
        foreach (var row in words.Rows())
        {
            total += Count(row.Span);
        }

        _logTotal = Math.Log(total);
    }

    /// <summary>For each scalar of the block the end of the best word that begins there.</summary>
    /// <param name="text">Text.</param>
    /// <param name="from">First scalar of the block.</param>
    /// <param name="to">After its last.</param>
    public int[] BestEnds(Utf8Text text, int from, int to)
    {
        var ends = new int[to - from];
        var scores = new double[to - from + 1];
        for (var first = to - 1; first >= from; first--)
        {
            var best = double.NegativeInfinity;
            var hash = LexiconKey.Empty;
            var insideLatin = first > from && IsLatin(text, first - 1) && IsLatin(text, first);
            for (var end = first + 1; end <= to; end++)
            {
                hash = LexiconKey.Append(hash, text[end - 1, end]);
                var key = text[first, end];
                if (key.Length > _words.LongestKey)
                {
                    break;
                }

                // No word begins or ends between two letters.
                var cutsLatin = insideLatin || (end < to && IsLatin(text, end - 1) && IsLatin(text, end));
                var frequency = cutsLatin ? 0 : Count(_words.Find(key, hash));
                if (frequency == 0 && end > first + 1)
                {
                    continue;
                }

                var score = Math.Log(Math.Max(1, frequency)) - _logTotal + scores[end - from];
                // Of two equal paths the one with the longer word is taken.
                if (score >= best)
                {
                    best = score;
                    ends[first - from] = end;
                }
            }

            scores[first - from] = best;
        }

        return ends;
    }

    /// <summary>Whether the dictionary has the word.</summary>
    public bool Contains(ReadOnlySpan<byte> word) => Frequency(word) > 0;

    /// <summary>How often the dictionary counted the word; 0 if it has no such word.</summary>
    public long Frequency(ReadOnlySpan<byte> word) => Count(_words.Find(word));

    private static bool IsLatin(Utf8Text text, int index) => Script.IsLatin(text[index, index + 1][0]);

    private static long Count(ReadOnlySpan<byte> columns) => Utf8Parser.TryParse(columns, out long value, out _) ? value : 0;
}
