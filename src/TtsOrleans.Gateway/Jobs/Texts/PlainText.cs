namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>Plain text: every line is a paragraph or a heading.</summary>
internal static class PlainText
{
    /// <summary>The blocks of a text; one behind the other they are the text with its line ends as <c>\n</c>, one at the end included.</summary>
    /// <param name="text">The text.</param>
    /// <param name="withHeadings">Whether lines that look like headings of chapters are headings.</param>
    public static IEnumerable<Block> Read(string text, bool withHeadings) =>
        from line in Lines(text)
        select new Block(line + "\n", withHeadings ? ChapterHeading.Find(line) : null);

    /// <summary>The lines of a text, whatever ends them; an end behind the last one begins no further line.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOfAny("\n\r\u0085\u2028\u2029");
            if (length < 0)
            {
                yield return text[at..];
                yield break;
            }

            yield return text.Substring(at, length);
            at += length;
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        }
    }
}
