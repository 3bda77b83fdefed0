using System.Text.RegularExpressions;

namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>
/// Markdown as a listener wants it: headings of the first two levels begin chapters and are read, marks are not; links and images are
/// their text, table rows their cells; code blocks, rules, comments, front matter and link definitions are left out.
/// </summary>
internal sealed partial class MarkdownText
{
    private const int ChapterLevels = 2;
    private readonly List<Block> _blocks = [];
    private readonly List<string> _paragraph = [];

    /// <summary>The blocks of a Markdown text.</summary>
    public static IReadOnlyList<Block> Read(string text)
    {
        var reader = new MarkdownText();
        var lines = PlainText.Lines(text).ToList();
        for (var at = FrontMatter(lines); at < lines.Count; at++)
        {
            at = reader.Take(lines, at);
        }

        reader.EndParagraph();
        return reader._blocks;
    }

    /// <summary>Takes the line at <paramref name="at"/>, and those that belong to its block.</summary>
    /// <returns>The last line taken.</returns>
    private int Take(List<string> lines, int at)
    {
        var line = Quote().Replace(lines[at], "");
        if (Fence().Match(line) is { Success: true } fence)
        {
            EndParagraph();
            return Skip(lines, at + 1, next => next.TrimStart(' ', '>').StartsWith(fence.Groups[1].Value, StringComparison.Ordinal));
        }

        if (line.TrimStart().StartsWith("<!--", StringComparison.Ordinal))
        {
            EndParagraph();
            return Skip(lines, at, next => next.Contains("-->", StringComparison.Ordinal));
        }

        TakeLine(line);
        return at;
    }

    private void TakeLine(string line)
    {
        if (Underline().Match(line) is { Success: true } underline && _paragraph.Count > 0)
        {
            var heading = Join();
            _paragraph.Clear();
            AddHeading(heading, level: underline.Groups[1].Value[0] == '=' ? 1 : 2);
        }
        else if (string.IsNullOrWhiteSpace(line) || Rule().IsMatch(line))
        {
            EndParagraph();
        }
        else if (Heading().Match(line) is { Success: true } heading)
        {
            EndParagraph();
            AddHeading(heading.Groups[2].Value, heading.Groups[1].Length);
        }
        else if (line.TrimStart().StartsWith('|'))
        {
            EndParagraph();
            AddRow(line.Trim());
        }
        else if (!LinkDefinition().IsMatch(line))
        {
            AddLine(line);
        }
    }

    private void AddLine(string line)
    {
        var note = Note().Replace(line, "");
        var item = Item().Replace(note, "");
        if (item.Length != line.Length || Numbered().IsMatch(line))
        {
            EndParagraph();
        }

        _paragraph.Add(item.Trim(' ', '\t') + (line.EndsWith("  ", StringComparison.Ordinal) || line.EndsWith('\\') ? "\n" : ""));
    }

    private void AddHeading(string text, int level)
    {
        var heading = MarkdownMarks.Strip(text).Trim();
        if (heading.Length > 0)
        {
            _blocks.Add(new(heading + "\n", level <= ChapterLevels ? heading : null));
        }
    }

    private void AddRow(string line)
    {
        if (!TableRule().IsMatch(line))
        {
            var cells = line.Trim('|').Split('|').Select(cell => MarkdownMarks.Strip(cell).Trim()).Where(cell => cell.Length > 0);
            _blocks.Add(new(string.Join('，', cells) + "\n"));
        }
    }

    private void EndParagraph()
    {
        if (_paragraph.Count > 0)
        {
            _blocks.Add(new(MarkdownMarks.Strip(Join()).TrimEnd() + "\n"));
            _paragraph.Clear();
        }
    }

    /// <summary>Lines of a paragraph are one text: with a space between them, but not between Chinese characters.</summary>
    private string Join()
    {
        var joined = new System.Text.StringBuilder();
        foreach (var line in _paragraph)
        {
            var isBreak = joined.Length > 0 && joined[^1] != '\n' && line.Length > 0 && !(IsWide(joined[^1]) && IsWide(line[0]));
            joined.Append(isBreak ? " " : "").Append(line.EndsWith("\\\n", StringComparison.Ordinal) ? line[..^2] + "\n" : line);
        }

        return joined.ToString();
    }

    private static bool IsWide(char unit) => unit >= '\u2E80';

    private static int Skip(List<string> lines, int from, Func<string, bool> isLast)
    {
        var at = from;
        while (at < lines.Count && !isLast(lines[at]))
        {
            at++;
        }

        return at;
    }

    private static int FrontMatter(List<string> lines) =>
        lines is ["---", ..] && lines.FindIndex(1, line => line is "---" or "...") is > 0 and var end ? end + 1 : 0;

    [GeneratedRegex("^( {0,3}> ?)+")]
    private static partial Regex Quote();

    [GeneratedRegex("^ {0,3}(```+|~~~+)")]
    private static partial Regex Fence();

    [GeneratedRegex("^ {0,3}(=+|-+)[ \t]*$")]
    private static partial Regex Underline();

    [GeneratedRegex("^ {0,3}(-[ \t]*-[ \t]*-[- \t]*|\\*[ \t]*\\*[ \t]*\\*[* \t]*|_[ \t]*_[ \t]*_[_ \t]*)$")]
    private static partial Regex Rule();

    [GeneratedRegex("^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")]
    private static partial Regex Heading();

    [GeneratedRegex("^ {0,3}\\[[^\\]^][^\\]]*\\]:[ \t]*\\S")]
    private static partial Regex LinkDefinition();

    [GeneratedRegex("^ {0,3}\\[\\^[^\\]]+\\]:[ \t]*")]
    private static partial Regex Note();

    [GeneratedRegex("^[ \t]*[-*+][ \t]+(\\[[ xX]\\][ \t]+)?")]
    private static partial Regex Item();

    [GeneratedRegex("^[ \t]*[0-9]{1,9}[.)][ \t]")]
    private static partial Regex Numbered();

    [GeneratedRegex("^\\|?[ \t]*:?-+:?[ \t]*(\\|[ \t]*:?-+:?[ \t]*)*\\|?$")]
    private static partial Regex TableRule();
}
