using System.Collections.Immutable;
using TtsOrleans.Cluster.Testing.Load;

namespace TtsOrleans.Books;

/// <summary>A text no sentence of which comes twice.</summary>
/// <param name="Chapters">Of each its paragraphs.</param>
internal sealed record Book(ImmutableArray<ImmutableArray<string>> Chapters)
{
    private const int ParagraphCharacters = 200;
    private const int LongestChapter = 20_000;
    private const int LeastChapters = 10;

    /// <summary>A book of exactly so many characters, in chapters of equal length.</summary>
    public static Book Write(TextSource texts, int characters)
    {
        var count = Math.Max(LeastChapters, (characters + LongestChapter - 1) / LongestChapter);
        return new([.. Enumerable.Range(0, count).Select(chapter => Chapter(texts, (int)(((chapter + 1L) * characters / count) - ((long)chapter * characters / count))))]);
    }

    /// <summary>The heading of a chapter, as a gateway knows it again in plain text.</summary>
    public static string TitleOf(int chapter) => $"第{chapter + 1}章";

    /// <summary>The whole as plain text: headings and paragraphs, one a line.</summary>
    public string ToPlainText() => string.Concat(Chapters.Select((paragraphs, chapter) => $"{TitleOf(chapter)}\n{string.Join('\n', paragraphs)}\n"));

    private static ImmutableArray<string> Chapter(TextSource texts, int characters)
    {
        var paragraphs = ImmutableArray.CreateBuilder<string>();
        for (var left = characters; left > 0; left -= paragraphs[^1].Length)
        {
            // The last one takes the rest, so that none is a scrap.
            paragraphs.Add(texts.Next(left < 2 * ParagraphCharacters ? left : ParagraphCharacters));
        }

        return paragraphs.ToImmutable();
    }
}
