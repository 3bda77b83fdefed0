namespace TtsOrleans.Abstractions.Rendering;

/// <summary>
/// A long text as a durable job, keyed <c>job-</c> + its id. What it has rendered is stored sentence by sentence; any silo goes on
/// from there after the death of the one it ran on.
/// </summary>
[Alias("TtsOrleans.IRenderJob")]
public interface IRenderJob : IGrainWithStringKey
{
    /// <summary>Stores the order and begins. Repeating it with the same order changes nothing.</summary>
    /// <exception cref="JobRefusedException">The store has no room, or is off.</exception>
    [Alias("Submit")]
    Task<JobStatus> Submit(JobOrder order);

    /// <summary>Where it stands; null if there is no such job.</summary>
    [Alias("GetStatus")]
    Task<JobStatus?> GetStatus();

    /// <summary>Where it stands, now and after every change; at least once a second. Ends behind a final state, at once if there is no such job.</summary>
    [Alias("Watch")]
    IAsyncEnumerable<JobStatus> Watch(CancellationToken cancellationToken = default);

    /// <summary>Starts no further sentence until <see cref="Proceed"/>. Nothing changes for a job that has ended.</summary>
    [Alias("Pause")]
    Task<JobStatus?> Pause();

    /// <summary>Goes on after <see cref="Pause"/>; a failed job tries its failed sentences again.</summary>
    [Alias("Proceed")]
    Task<JobStatus?> Proceed();

    /// <summary>Stops it and deletes all it has stored.</summary>
    /// <returns>False if there was no such job.</returns>
    [Alias("Cancel")]
    Task<bool> Cancel();

    /// <summary>Sees to it that an unfinished job runs, wherever; called by supervisors and reminders as often as they like.</summary>
    /// <exception cref="SpeechUnavailableException">Whoever has it may yet give it away, or the store does not answer: to be called again in a moment.</exception>
    [Alias("Revive")]
    Task Revive();
}
