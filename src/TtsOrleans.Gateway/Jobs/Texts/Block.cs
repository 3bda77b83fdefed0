using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>A paragraph or a heading of a manuscript.</summary>
/// <param name="Text">What is read, with its line end.</param>
/// <param name="Heading">The title of the chapter that begins here; null for a paragraph.</param>
/// <param name="Own">The style that its client gave it; null for the job's.</param>
internal sealed record Block(string Text, string? Heading = null, SpeakingWish? Own = null)
{
    /// <summary>Whether there is a letter, digit or character in it.</summary>
    public bool IsReadable { get; } = Text.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit);
}

/// <summary>A chapter of a manuscript; its text is its blocks one behind the other.</summary>
internal sealed record Chapter(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>UTF-16 units of its text.</summary>
    public int Length { get; } = Blocks.Sum(block => block.Text.Length);
}
