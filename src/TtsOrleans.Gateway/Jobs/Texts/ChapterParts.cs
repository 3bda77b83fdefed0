using System.Globalization;

namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>Cuts chapters that are too long into parts of about equal length: at paragraphs' ends, inside a paragraph only if it is too long itself.</summary>
internal static class ChapterParts
{
    /// <summary>Longest part, UTF-16 units.</summary>
    public const int Longest = 20_000;

    /// <summary>The chapter, or its parts, numbered in their titles.</summary>
    /// <param name="chapter">Any chapter.</param>
    /// <param name="longest">Longest part, UTF-16 units; at least 2.</param>
    public static IEnumerable<Chapter> Split(Chapter chapter, int longest = Longest)
    {
        if (chapter.Length <= longest)
        {
            return [chapter];
        }

        var parts = Fill(chapter, longest);
        return parts.Select((blocks, index) => new Chapter(
            string.Create(CultureInfo.InvariantCulture, $"{chapter.Title} ({index + 1}/{parts.Count})").TrimStart(),
            blocks));
    }

    private static List<List<Block>> Fill(Chapter chapter, int longest)
    {
        var count = (chapter.Length + longest - 1) / longest;
        var enough = (chapter.Length + count - 1) / count;
        var parts = new List<List<Block>> { new() };
        var length = 0;
        foreach (var block in chapter.Blocks.SelectMany(block => LongParagraph.Cut(block.Text, longest).Select(text => block with { Text = text })))
        {
            if (length > 0 && (length + block.Text.Length > longest || (length >= enough && block.IsReadable)))
            {
                parts.Add([]);
                length = 0;
            }

            parts[^1].Add(block);
            length += block.Text.Length;
        }

        return parts;
    }
}
