using System.ComponentModel;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>The body of <c>/api/jobs</c> as the API's description shows it; <see cref="JsonJob"/> reads it.</summary>
internal sealed record JobBody(
    [property: Description("For people; the first line.")] string? Title,
    [property: Description("The text, to be cut into chapters at its headings.")] string? Text,
    [property: Description("Paragraphs behind the text, each with a style of its own.")] IReadOnlyList<JobBodyParagraph>? Paragraphs,
    [property: Description("Chapters as they are to be, instead of a text.")] IReadOnlyList<JobBodyChapter>? Chapters,
    [property: Description("Name of a voice; the first of /api/voices.")] string? Voice,
    [property: Description("Name or id of a speaker of the voice; its first.")] string? Speaker,
    [property: Description("Name, Chinese label or id of an emotion of the voice; neutral.")] string? Emotion,
    [property: Description("Strength of the emotion, within the voice's limits; 1.")] double? Intensity,
    [property: Description("Speed, within the voice's limits; 1.")] double? Speed,
    [property: Description("Shift in semitones, within the voice's limits; 0.")] double? Pitch,
    [property: Description("Loudness, 0 to 2; 1.")] double? Volume,
    [property: Description("wav, pcm, mp3, opus, flac or aac; mp3, or wav where ffmpeg is missing.")] string? Format);

/// <summary>A chapter: its title is read only if it is in its text too.</summary>
internal sealed record JobBodyChapter(string? Title, string? Text, IReadOnlyList<JobBodyParagraph>? Paragraphs);

/// <summary>A paragraph; what it does not say is as the job says.</summary>
internal sealed record JobBodyParagraph(string Text, string? Speaker, string? Emotion, double? Intensity, double? Speed, double? Pitch);
