using TtsOrleans.Speech.Text.Lexicon;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>Readings of phrases, whose characters may be read otherwise alone.</summary>
internal sealed class PhraseReadings(LexiconTable table)
{
    /// <summary>The longest phrase that begins at a scalar and ends not after <paramref name="limit"/>; its scalars and readings, or none.</summary>
    public Reading[] Longest(Utf8Text text, int first, int limit)
    {
        ReadOnlySpan<byte> best = default;
        var hash = LexiconKey.Empty;
        for (var end = first + 1; end <= limit && text[first, end].Length <= table.LongestKey; end++)
        {
            hash = LexiconKey.Append(hash, text[end - 1, end]);
            var found = end == first + 1 ? default : table.Find(text[first, end], hash);
            if (!found.IsEmpty)
            {
                best = found;
            }
        }

        return best.IsEmpty ? [] : Parse(best);
    }

    private static Reading[] Parse(ReadOnlySpan<byte> row)
    {
        var readings = new Reading[row.Count((byte)' ') + 1];
        var i = 0;
        foreach (var range in row.Split((byte)' '))
        {
            readings[i++] = Reading.Parse(row[range]);
        }

        return readings;
    }
}
