using System.Text;
using TtsOrleans.Speech.Text.Lexicon;

namespace TtsOrleans.Speech.Text.English;

/// <summary>Pronunciations of English words.</summary>
internal sealed class EnglishLexicon(LexiconTable table)
{
    private const string Vowels = "aeiou";

    /// <summary>The phones of a word in lower case; null if the word is unknown.</summary>
    public EnglishPhone[]? Find(string word)
    {
        var row = table.Find(Encoding.UTF8.GetBytes(word));
        return row.IsEmpty ? null : Parse(Encoding.UTF8.GetString(row).Split(' '));
    }

    /// <summary>The name of a letter a … z.</summary>
    public EnglishPhone[] Letter(char letter) =>
        Find(letter + ".") ?? throw new InvalidDataException($"the English lexicon has no name for the letter {letter}.");

    /// <summary>A consonant has the stress of the next vowel in the word, else of the last one.</summary>
    private static EnglishPhone[] Parse(string[] row)
    {
        var phones = new EnglishPhone[row.Length];
        var stressed = false;
        for (var i = row.Length - 1; i >= 0; i--)
        {
            var isVowel = char.IsAsciiDigit(row[i][^1]);
            stressed = isVowel ? row[i][^1] == '1' : stressed;
            phones[i] = new EnglishPhone(isVowel ? row[i][..^1] : row[i], stressed);
        }

        var last = Array.FindLastIndex(phones, phone => Vowels.Contains(phone.Name[0], StringComparison.Ordinal));
        for (var i = last + 1; last >= 0 && i < phones.Length; i++)
        {
            phones[i] = phones[i] with { IsStressed = phones[last].IsStressed };
        }

        return phones;
    }
}
