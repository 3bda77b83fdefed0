namespace TtsOrleans.Abstractions.Rendering;

/// <summary>What a silo has to do with a job.</summary>
[GenerateSerializer, Alias("TtsOrleans.JobRunState")]
public enum JobRunState
{
    /// <summary>It does not run it.</summary>
    None = 0,

    /// <summary>It runs it.</summary>
    Runs = 1,

    /// <summary>It stores what it has in flight and begins no more; the job is free in a moment.</summary>
    Ends = 2,
}
