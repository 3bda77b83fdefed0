using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>A job as its client wrote it; null where it said nothing.</summary>
internal sealed record JobWish
{
    /// <summary>Voice, style, volume and format of the whole, and the text that chapters are cut from.</summary>
    public SpeakingWish Speaking { get; init; } = new();

    /// <summary>For people.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the text is Markdown.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>Paragraphs behind the text, each with its own style where it names one.</summary>
    public IReadOnlyList<SpeakingWish>? Paragraphs { get; init; }

    /// <summary>Chapters as they are to be.</summary>
    public IReadOnlyList<ChapterWish>? Chapters { get; init; }
}

/// <summary>A chapter: its text first, its paragraphs behind.</summary>
internal sealed record ChapterWish(string? Title, string? Text, IReadOnlyList<SpeakingWish>? Paragraphs);
