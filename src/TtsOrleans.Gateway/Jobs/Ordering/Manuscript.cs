using System.Collections.Immutable;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Jobs.Texts;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>The text of a job's wish: one that chapters are cut from, or chapters as they were given.</summary>
internal sealed class Manuscript
{
    private readonly ImmutableArray<EmotionDescription> _emotions;
    private readonly IReadOnlyList<Chapter>? _given;
    private readonly IReadOnlyList<Block> _blocks = [];

    /// <exception cref="ApiProblem">There is no text, or it is given in two ways.</exception>
    public Manuscript(JobWish wish, ImmutableArray<EmotionDescription> emotions)
    {
        _emotions = emotions;
        if (wish.Chapters is { Count: > 0 } chapters)
        {
            if (!string.IsNullOrEmpty(wish.Speaking.Text) || wish.Paragraphs is { Count: > 0 })
            {
                throw ApiProblem.BadRequest("Send 'chapters', or 'text' and 'paragraphs' to be cut into chapters, not both.");
            }

            _given = [.. chapters.Select((chapter, index) => Read(chapter, $"chapters[{index}]"))];
            return;
        }

        var text = wish.Speaking.Text ?? "";
        Characters += SpokenText.Count(text);
        _blocks = [.. (wish.IsMarkdown ? MarkdownText.Read(text) : PlainText.Read(text, withHeadings: true)).Select(Tagged), .. Read(wish.Paragraphs, "paragraphs")];
        if (_blocks.Count == 0)
        {
            SpokenText.Check(text, int.MaxValue);
        }
    }

    /// <summary>Unicode scalars as they were sent.</summary>
    public int Characters { get; private set; }

    /// <summary>The chapters in order.</summary>
    public IReadOnlyList<Chapter> Chapters() => _given ?? ChapterCutter.Cut(_blocks);

    private Chapter Read(ChapterWish wish, string place)
    {
        var text = wish.Text ?? "";
        Characters += SpokenText.Count(text);
        return new(wish.Title?.Trim() ?? "", [.. PlainText.Read(text, withHeadings: false).Select(Tagged), .. Read(wish.Paragraphs, $"{place}.paragraphs")]);
    }

    private IEnumerable<Block> Read(IReadOnlyList<SpeakingWish>? paragraphs, string place)
    {
        foreach (var (index, paragraph) in (paragraphs ?? []).Index())
        {
            if (paragraph.Voice is not null || paragraph.Volume is not null || paragraph.Format is not null)
            {
                throw ApiProblem.BadRequest($"{place}[{index}]: 'voice', 'volume' and 'format' are said of the whole job, not of a paragraph.");
            }

            var text = paragraph.Text ?? "";
            Characters += SpokenText.Count(text);
            var own = paragraph with { Text = null, Stream = null };
            yield return Tagged(new Block(string.Concat(PlainText.Lines(text).Select(line => line + "\n")), Own: own == new SpeakingWish() ? null : own));
        }
    }

    /// <summary>The tag before a paragraph stands closest to it: it goes before all else that was said of its emotion.</summary>
    private Block Tagged(Block block)
    {
        var (emotion, text) = block.Heading is null ? EmotionTag.Take(block.Text, _emotions) : (null, block.Text);
        return emotion is null ? block : new(text, null, (block.Own ?? new()) with { Emotion = emotion.Name });
    }
}
