using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Jobs;

/// <summary>A job as clients see it.</summary>
/// <param name="Id">26 characters of lower-case base 32.</param>
/// <param name="Title">As ordered.</param>
/// <param name="State">waiting, running, paused, done, failed or cancelled.</param>
/// <param name="Created">When it was ordered.</param>
/// <param name="Finished">When it ended; null before.</param>
/// <param name="Expires">When it will be deleted; null before it ended.</param>
/// <param name="Voice">Name of the voice.</param>
/// <param name="Format">Audio format of the links below.</param>
/// <param name="Characters">UTF-16 units of text.</param>
/// <param name="Sentences">Sentences; the total is null until all text has been read.</param>
/// <param name="AudioSeconds">Audio rendered so far.</param>
/// <param name="EtaSeconds">Seconds it will still take; null where that is not known.</param>
/// <param name="Chapters">In order.</param>
/// <param name="Errors">Sentences that failed, at most 100; left out of lists.</param>
/// <param name="Audio">The whole, once it is done.</param>
/// <param name="Subtitles">Of the whole, once it is done.</param>
internal sealed record JobView(
    string Id,
    string Title,
    string State,
    DateTimeOffset Created,
    DateTimeOffset? Finished,
    DateTimeOffset? Expires,
    string Voice,
    string Format,
    JobCount Characters,
    JobCount Sentences,
    double AudioSeconds,
    long? EtaSeconds,
    ImmutableArray<JobChapterView> Chapters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<JobErrorView>? Errors,
    string? Audio,
    JobSubtitles Subtitles)
{
    /// <summary>As clients see <paramref name="status"/>.</summary>
    public static JobView Of(JobStatus status, bool withErrors = true)
    {
        var address = $"/api/jobs/{status.Id}";
        var done = status.State == JobState.Done;
        return new(
            status.Id,
            status.Title,
            NameOf(status.State),
            status.Created,
            status.Finished,
            status.Expires,
            status.Voice.Name,
            status.Format,
            new(status.Chapters.Sum(chapter => (long)chapter.CharactersDone), status.Chapters.Sum(chapter => (long)chapter.Characters)),
            new(
                status.Chapters.Sum(chapter => (long)chapter.SentencesDone),
                status.Chapters.All(chapter => chapter.Sentences is not null) ? status.Chapters.Sum(chapter => (long)chapter.Sentences!) : null),
            Seconds(status.Chapters.Sum(chapter => chapter.Samples), status.SampleRate),
            status.Remaining is { } remaining ? (long)Math.Ceiling(remaining.TotalSeconds) : null,
            [.. status.Chapters.Select((chapter, index) => JobChapterView.Of(chapter, index + 1, status.SampleRate, address))],
            withErrors ? [.. status.Errors.Select(error => new JobErrorView(error.Chapter + 1, error.Start, error.Text, error.Message))] : null,
            done ? $"{address}/audio" : null,
            new(done ? $"{address}/subtitles.srt" : null, done ? $"{address}/subtitles.vtt" : null));
    }

    /// <summary>A state as it is written.</summary>
    public static string NameOf(JobState state) => state switch
    {
        JobState.Waiting => "waiting",
        JobState.Running => "running",
        JobState.Paused => "paused",
        JobState.Done => "done",
        JobState.Failed => "failed",
        _ => "cancelled",
    };

    /// <summary>Samples as seconds, to the millisecond.</summary>
    public static double Seconds(long samples, int sampleRate) => Math.Round((double)samples / sampleRate, 3);
}

/// <summary>How much of something is done.</summary>
internal sealed record JobCount(long Done, long? Total);

/// <summary>A chapter; <paramref name="Number"/> begins at 1, <paramref name="Audio"/> is there once the chapter is done.</summary>
internal sealed record JobChapterView(int Number, string Title, string State, JobCount Characters, JobCount Sentences, double AudioSeconds, string? Audio)
{
    public static JobChapterView Of(ChapterStatus chapter, int number, int sampleRate, string job) => new(
        number,
        chapter.Title,
        JobView.NameOf(chapter.State),
        new(chapter.CharactersDone, chapter.Characters),
        new(chapter.SentencesDone, chapter.Sentences),
        JobView.Seconds(chapter.Samples, sampleRate),
        chapter.State == JobState.Done ? $"{job}/chapters/{number}/audio" : null);
}

/// <summary>A sentence that failed: its chapter's number, and where it begins in the chapter's text in UTF-16 units.</summary>
internal sealed record JobErrorView(int Chapter, int Start, string Text, string Message);

/// <summary>Addresses of subtitles; null before they are there.</summary>
internal sealed record JobSubtitles(string? Srt, string? Vtt);

/// <summary>Some jobs, newest first; <paramref name="Next"/> asks for the following ones, null behind the last.</summary>
internal sealed record JobListView(IReadOnlyList<JobView> Jobs, string? Next);
