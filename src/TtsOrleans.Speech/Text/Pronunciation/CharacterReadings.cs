using System.Text;
using TtsOrleans.Speech.Text.Lexicon;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>The usual reading of each character, whatever stands around it.</summary>
internal sealed class CharacterReadings(LexiconTable table)
{
    /// <summary>The usual reading; null for a character nobody knows how to read.</summary>
    public Reading? Find(Rune character)
    {
        var readings = Row(character);
        if (readings.IsEmpty)
        {
            return null;
        }

        var space = readings.IndexOf((byte)' ');
        return Reading.Parse(space < 0 ? readings : readings[..space]);
    }

    public bool Contains(Rune character) => !Row(character).IsEmpty;

    private ReadOnlySpan<byte> Row(Rune character)
    {
        Span<byte> key = stackalloc byte[4];
        return table.Find(key[..character.EncodeToUtf8(key)]);
    }
}
