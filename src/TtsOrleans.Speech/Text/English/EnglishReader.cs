using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text.English;

/// <summary>Reads runs of Latin letters: as a word the lexicon knows, as a compound of such words, or letter by letter.</summary>
internal sealed class EnglishReader(EnglishLexicon lexicon)
{
    /// <summary>Capitals up to this length are an acronym even where they spell a word.</summary>
    private const int LongestSpelled = 3;

    /// <summary>Shortest half of a compound.</summary>
    private const int ShortestPart = 3;

    /// <summary>Adds the sounds of the letters <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public void Read(List<Cell> cells, int from, int to, List<Sound> sounds)
    {
        var word = string.Concat(Enumerable.Range(from, to - from).Select(i => (char)cells[i].Value));
        var core = word.TrimEnd('\'');
        ReadWord(core, from, sounds);
    }

    private void ReadWord(string word, int from, List<Sound> sounds)
    {
        if (IsAcronym(word) || IsSpelledOut(word))
        {
            Spell(word, from, sounds);
        }
        else if (!TryKnown(word, from, sounds) && !TryPossessive(word, from, sounds) && !TryCapitals(word, from, sounds) && !TryCompound(word, from, sounds))
        {
            Spell(word, from, sounds);
        }
    }

    private static bool IsAcronym(string word) => word.Length <= LongestSpelled && word.All(char.IsAsciiLetterUpper);

    /// <summary>Capitals the lexicon has as their letters: HTML.</summary>
    private bool IsSpelledOut(string word) =>
        word.All(char.IsAsciiLetterUpper) && lexicon.Find(word.ToLowerInvariant()) is { } phones
        && phones.Select(phone => phone.Name).SequenceEqual(word.SelectMany(letter => lexicon.Letter(char.ToLowerInvariant(letter))).Select(phone => phone.Name));

    private bool TryKnown(string word, int from, List<Sound> sounds)
    {
        var phones = word.Length > 1 || word is "a" or "I" ? lexicon.Find(word.ToLowerInvariant()) : null;
        if (phones is not null)
        {
            sounds.Add(new EnglishSound(new CellSpan(from, word.Length), phones));
        }

        return phones is not null;
    }

    /// <summary>Kate's, APIs: the word and its ending.</summary>
    private bool TryPossessive(string word, int from, List<Sound> sounds)
    {
        var stem = word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) ? word[..^2]
            : word.Length > 2 && word[^1] == 's' && word[..^1].All(char.IsAsciiLetterUpper) ? word[..^1]
            : "";
        if (stem.Length == 0)
        {
            return false;
        }

        ReadWord(stem, from, sounds);
        if (sounds[^1] is EnglishSound last)
        {
            sounds[^1] = new EnglishSound(last.Cells with { Count = last.Cells.Count + word.Length - stem.Length }, EnglishEnding.Add(last.Phones));
        }

        return true;
    }

    /// <summary>iPhone, ChatGPT: cut where capitals begin or a run of capitals ends.</summary>
    private bool TryCapitals(string word, int from, List<Sound> sounds)
    {
        var cut = -1;
        for (var i = 1; i < word.Length && cut < 0; i++)
        {
            var (before, here) = (char.IsAsciiLetterUpper(word[i - 1]), char.IsAsciiLetterUpper(word[i]));
            if ((!before && here) || (before && here && i + 1 < word.Length && char.IsAsciiLetterLower(word[i + 1])))
            {
                cut = i;
            }
        }

        if (cut < 0)
        {
            return false;
        }

        ReadWord(word[..cut], from, sounds);
        ReadWord(word[cut..], from + cut, sounds);
        return true;
    }

    /// <summary>github: two words the lexicon knows.</summary>
    private bool TryCompound(string word, int from, List<Sound> sounds)
    {
        for (var cut = word.Length - ShortestPart; cut >= ShortestPart; cut--)
        {
            var (left, right) = (word[..cut].ToLowerInvariant(), word[cut..].ToLowerInvariant());
            if (lexicon.Find(left) is { } first && lexicon.Find(right) is { } second)
            {
                sounds.Add(new EnglishSound(new CellSpan(from, cut), first));
                sounds.Add(new EnglishSound(new CellSpan(from + cut, word.Length - cut), second));
                return true;
            }
        }

        return false;
    }

    private void Spell(string word, int from, List<Sound> sounds)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsAsciiLetter(word[i]))
            {
                sounds.Add(new EnglishSound(new CellSpan(from + i, 1), lexicon.Letter(char.ToLowerInvariant(word[i]))));
            }
        }
    }
}
