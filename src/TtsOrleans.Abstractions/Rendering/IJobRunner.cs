namespace TtsOrleans.Abstractions.Rendering;

/// <summary>Says which render jobs a silo runs, at once and whatever else it does; its key is the silo's parsable address, and it lives there or nowhere.</summary>
[Alias("TtsOrleans.IJobRunner")]
public interface IJobRunner : IGrainWithStringKey
{
    /// <summary>Whether this silo runs a job, in that version of its state.</summary>
    [Alias("GetState")]
    Task<JobRunState> GetState(string job, long version);
}
