namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>Cuts a paragraph that is too long for a chapter: behind a sentence, else behind a comma or space, else between two characters.</summary>
internal static class LongParagraph
{
    private const string Sentence = "。！？!?…";
    private const string Clause = "，、；：,;: \t　";
    private const string Closing = "”’」』）》】\"')]";

    /// <summary>The paragraph in pieces of at most <paramref name="longest"/> UTF-16 units; one behind the other they are the paragraph.</summary>
    public static IEnumerable<string> Cut(string text, int longest)
    {
        var at = 0;
        while (text.Length - at > longest)
        {
            var length = LengthOf(text.AsSpan(at), longest);
            yield return text.Substring(at, length);
            at += length;
        }

        yield return text[at..];
    }

    private static int LengthOf(ReadOnlySpan<char> rest, int longest)
    {
        var window = rest[..longest];
        var end = LastBehind(window, Sentence);
        end = end > 0 ? end : LastBehind(window, Clause);
        if (end > 0)
        {
            return end;
        }

        return char.IsHighSurrogate(window[^1]) ? longest - 1 : longest;
    }

    /// <summary>Where the last mark and the closing marks behind it end; 0 if there is none.</summary>
    private static int LastBehind(ReadOnlySpan<char> window, string marks)
    {
        var end = window.LastIndexOfAny(marks) + 1;
        while (end > 0 && end < window.Length && Closing.Contains(window[end]))
        {
            end++;
        }

        return end;
    }
}
