namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>Cuts a manuscript into chapters at its headings. No block is lost, and their order stays.</summary>
internal static class ChapterCutter
{
    private const string Joint = " · ";

    /// <summary>
    /// The chapters. A heading opens its chapter and is read. A part without anything to read but headings (a volume's title, a row of stars) is
    /// the beginning of the next chapter, or the end of the last.
    /// </summary>
    public static List<Chapter> Cut(IEnumerable<Block> manuscript)
    {
        var chapters = new List<Chapter>();
        var titles = new List<string>();
        var blocks = new List<Block>();
        var hasBody = false;
        foreach (var block in manuscript)
        {
            if (block.Heading is { } heading)
            {
                if (hasBody)
                {
                    chapters.Add(new(string.Join(Joint, titles), [.. blocks]));
                    titles.Clear();
                    blocks.Clear();
                    hasBody = false;
                }

                titles.Add(heading);
            }
            else
            {
                hasBody |= block.IsReadable;
            }

            blocks.Add(block);
        }

        if (hasBody || titles.Count > 0 || chapters.Count == 0)
        {
            chapters.Add(new(string.Join(Joint, titles), blocks));
        }
        else
        {
            chapters[^1] = new(chapters[^1].Title, [.. chapters[^1].Blocks, .. blocks]);
        }

        return chapters;
    }
}
