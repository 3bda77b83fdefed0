using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Jobs.Texts;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>Makes an order of a job's wish: chapters cut, every paragraph's style resolved; refuses what cannot be done.</summary>
/// <param name="voices">The voices there are, the default one first; not empty.</param>
/// <param name="defaultFormat">Format where none is asked for.</param>
/// <param name="maxCharacters">Longest text in Unicode scalars.</param>
internal sealed class JobDesk(ImmutableArray<VoiceDescription> voices, AudioFormat defaultFormat, int maxCharacters)
{
    private const int LongestTitle = 200;
    private const int MaxChapters = 2_000;

    /// <summary>Takes an order.</summary>
    /// <exception cref="ApiProblem">Something in it cannot be done.</exception>
    public JobOrder Take(JobWish wish)
    {
        var speaking = wish.Speaking with { Text = "", Format = wish.Speaking.Format ?? defaultFormat.Name };
        var whole = OrderDesk.Take(speaking, 0, voices, withTimings: false);
        var styles = new StyleDesk(speaking, whole, voices);
        var manuscript = new Manuscript(wish, whole.Voice.Emotions);
        CheckLength(manuscript.Characters);

        var chapters = manuscript.Chapters().SelectMany(chapter => ChapterParts.Split(chapter)).Where(chapter => chapter.Blocks.Any(block => block.IsReadable)).ToList();
        if (chapters.Count == 0)
        {
            throw SpokenText.NothingToRead();
        }

        if (chapters.Count > MaxChapters)
        {
            throw ApiProblem.BadRequest(string.Create(
                CultureInfo.InvariantCulture,
                $"The text has {chapters.Count} chapters; at most {MaxChapters} are read in one job. Send it in parts, or with fewer headings."));
        }

        var title = TitleOf(wish.Title) ?? Shortened(FirstLine(chapters));
        return new(
            title,
            whole.Voice.Reference,
            whole.Voice.SampleRate,
            whole.Format.Name,
            whole.Volume,
            [.. chapters.Select(chapter => new JobChapter(TitleOf(chapter, chapters.Count, title), Paragraphs(chapter, styles)))]);
    }

    private void CheckLength(int characters)
    {
        if (characters > maxCharacters)
        {
            throw ApiProblem.BadRequest(string.Create(
                CultureInfo.InvariantCulture,
                $"The text has {characters} characters; at most {maxCharacters} are read in one job. Send it in parts."));
        }
    }

    private static string? TitleOf(string? title)
    {
        if (string.IsNullOrWhiteSpace(title))
        {
            return null;
        }

        return SpokenText.Count(title) <= LongestTitle ? Shortened(title) : throw ApiProblem.BadRequest($"'title' must have at most {LongestTitle} characters.");
    }

    /// <summary>A chapter without a title, alone, is the whole job.</summary>
    private static string TitleOf(Chapter chapter, int chapters, string title) => chapters == 1 && chapter.Title.Length == 0 ? title : Shortened(chapter.Title);

    private static string FirstLine(List<Chapter> chapters) => chapters[0].Blocks.First(block => block.IsReadable).Text;

    /// <summary>On one line, without control characters, at most <see cref="LongestTitle"/> characters.</summary>
    private static string Shortened(string title)
    {
        var kept = new StringBuilder();
        foreach (var rune in title.Trim().EnumerateRunes().Take(LongestTitle))
        {
            kept.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return kept.ToString().TrimEnd();
    }

    /// <summary>Paragraphs of one style behind each other are one.</summary>
    private static ImmutableArray<JobParagraph> Paragraphs(Chapter chapter, StyleDesk styles)
    {
        var paragraphs = ImmutableArray.CreateBuilder<JobParagraph>();
        var text = new StringBuilder();
        SpeakingStyle? style = null;
        foreach (var block in chapter.Blocks)
        {
            var own = styles.Of(block.Own);
            if (style is not null && own != style)
            {
                paragraphs.Add(new(text.ToString(), style));
                text.Clear();
            }

            style = own;
            text.Append(block.Text);
        }

        paragraphs.Add(new(text.ToString(), style!));
        return paragraphs.DrainToImmutable();
    }
}
