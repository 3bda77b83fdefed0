namespace TtsOrleans.Abstractions.Rendering;

/// <summary>Where a job, or a chapter of it, stands.</summary>
[GenerateSerializer, Alias("TtsOrleans.JobState")]
public enum JobState
{
    /// <summary>Stored, nothing rendered yet.</summary>
    Waiting = 0,

    /// <summary>Being rendered.</summary>
    Running = 1,

    /// <summary>Held by its user.</summary>
    Paused = 2,

    /// <summary>All of it is rendered.</summary>
    Done = 3,

    /// <summary>All else is rendered, but some sentences failed for good; resuming tries them again.</summary>
    Failed = 4,

    /// <summary>Cancelled; its audio is gone.</summary>
    Cancelled = 5,
}
