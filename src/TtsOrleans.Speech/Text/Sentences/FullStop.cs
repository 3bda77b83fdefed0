using System.Collections.Frozen;
using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Sentences;

/// <summary>Whether an ASCII mark among letters and digits ends a sentence: not in 3.14, U.S., Mr. Smith or an address.</summary>
internal static class FullStop
{
    /// <summary>How far back a word is looked at, UTF-16 units.</summary>
    private const int Reach = 80;

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "no", "inc", "ltd", "co", "corp", "jr", "sr", "e.g", "i.e", "a.m", "p.m", "fig", "vol", "approx",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Judges the full stop at <paramref name="at"/>.</summary>
    public static bool Ends(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\n';
        var before = at > 0 ? text[at - 1] : ' ';
        if (char.IsSurrogate(before) || Script.IsHan(before))
        {
            return next != '.';
        }

        if (Script.IsHan(next))
        {
            return char.IsAsciiLetter(before) && !IsListNumber(text, at);
        }

        if (!char.IsWhiteSpace(next) && !Marks.IsClosing(next) && next != '"')
        {
            return false;
        }

        var word = WordBefore(text, at);
        return !Abbreviations.Contains(word) && !IsInitials(word, next) && !IsListNumber(text, at) && !GoesOn(text, at + 1);
    }

    /// <summary>Whether the mark stands inside a web address, between characters that belong to it.</summary>
    public static bool IsInsideAddress(string text, int at)
    {
        if (at + 1 >= text.Length || !IsAddress(text[at + 1]))
        {
            return false;
        }

        var start = at;
        while (start > 0 && at - start < Reach && IsAddress(text[start - 1]))
        {
            start--;
        }

        var word = text.AsSpan(start, at - start);
        return word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsAddress(char value) => value is > ' ' and < '\x7f';

    private static string WordBefore(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < Reach && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
        {
            start--;
        }

        return text[start..at];
    }

    /// <summary>U.S. and J. inside a line.</summary>
    private static bool IsInitials(string word, char next) =>
        next is ' ' && word.Length > 0 && char.IsAsciiLetterUpper(word[^1]) && (word.Length == 1 || word[^2] == '.');

    /// <summary>The 1. of a list.</summary>
    private static bool IsListNumber(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 4 && char.IsAsciiDigit(text[start - 1]))
        {
            start--;
        }

        return start < at && (start == 0 || char.IsWhiteSpace(text[start - 1]));
    }

    /// <summary>A lower-case word follows in the same line.</summary>
    private static bool GoesOn(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at < text.Length && char.IsAsciiLetterLower(text[at]);
    }
}
