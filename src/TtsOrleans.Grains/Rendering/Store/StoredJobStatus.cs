using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Rendering.Store;

/// <summary>A stored job as the world sees it.</summary>
internal static class StoredJobStatus
{
    /// <summary>Where the job stands.</summary>
    /// <param name="job">With its chapters.</param>
    /// <param name="timeToLive">How long it is kept behind its end.</param>
    /// <param name="remaining">How long it will take, where that is known.</param>
    public static JobStatus ToStatus(this StoredJob job, TimeSpan timeToLive, TimeSpan? remaining = null) => new(
        job.Id,
        job.Title,
        job.State,
        job.Voice,
        job.SampleRate,
        job.Format,
        job.Volume,
        job.Created,
        job.Finished,
        job.Finished + timeToLive,
        remaining,
        [.. job.Chapters.Select(ToStatus)],
        job.Errors);

    private static ChapterStatus ToStatus(ChapterCount chapter) => new(
        chapter.Title,
        StateOf(chapter),
        chapter.Characters,

        // What lies between sentences and is not read belongs to none of them.
        chapter.Whole ? chapter.Characters : chapter.CharactersDone,
        chapter.Sentences,
        chapter.Done,
        chapter.Samples);

    private static JobState StateOf(ChapterCount chapter) => chapter switch
    {
        { Whole: true } => JobState.Done,
        { Ended: true } => JobState.Failed,
        { Done: 0, Failed: 0 } => JobState.Waiting,
        _ => JobState.Running,
    };
}
