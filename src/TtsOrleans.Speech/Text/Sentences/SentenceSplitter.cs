using System.Text;
using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Sentences;

/// <summary>Finds the next sentence of a text without looking further than it must.</summary>
internal sealed class SentenceSplitter(CompatibilityTable compatibility)
{
    /// <summary>Longest sentence that is read in one go, UTF-16 units; the rest of a longer one is looked at again with what follows.</summary>
    public const int Window = 200;

    /// <summary>The sentence that begins at <paramref name="start"/>, with the closing quotes, brackets and white space after it.</summary>
    public Sentence Next(string text, int start)
    {
        var quotes = 0;
        for (var at = start; at < text.Length && at - start < Window;)
        {
            var (mark, length) = Mark(text, at);
            if (Marks.IsLineBreak(mark))
            {
                return new Sentence(start, SkipSpace(text, at), true);
            }

            quotes += mark == '"' ? 1 : 0;
            at += length;
            if (EndsSentence(text, mark, at, length))
            {
                return new Sentence(start, SkipSpace(text, SkipClosing(text, at, quotes)), true);
            }
        }

        var end = Math.Min(text.Length, start + Window);
        if (end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return new Sentence(start, end, end == text.Length);
    }

    private bool EndsSentence(string text, int mark, int after, int length) => mark switch
    {
        '.' => FullStop.Ends(text, after - length),
        '?' or '!' => Mark(text, after).Value != '=' && !FullStop.IsInsideAddress(text, after - length),
        _ => Marks.IsEnd(mark),
    };

    /// <summary>More end marks, ellipses and what closes around the sentence.</summary>
    private int SkipClosing(string text, int at, int quotes)
    {
        while (at < text.Length)
        {
            var (mark, length) = Mark(text, at);
            var closesQuote = mark == '"' && quotes % 2 == 1;
            if (!closesQuote && !Marks.IsEnd(mark) && !Marks.IsEllipsis(mark) && !Marks.IsClosing(mark))
            {
                break;
            }

            quotes += closesQuote ? 1 : 0;
            at += length;
        }

        return at;
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private (int Value, int Length) Mark(string text, int at)
    {
        if (at >= text.Length)
        {
            return (0, 0);
        }

        Rune.DecodeFromUtf16(text.AsSpan(at), out var scalar, out var length);
        var replacement = compatibility.Find(scalar);
        return (replacement.IsEmpty ? scalar.Value : replacement[0].Value, length);
    }
}
