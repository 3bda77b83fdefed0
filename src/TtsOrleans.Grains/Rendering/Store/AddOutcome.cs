namespace TtsOrleans.Grains.Rendering.Store;

/// <summary>What came of storing something for a job.</summary>
internal enum AddOutcome
{
    /// <summary>It is stored now.</summary>
    Added,

    /// <summary>It was stored before; nothing changed.</summary>
    Known,

    /// <summary>The job has another state or another runner now; nothing changed.</summary>
    Lost,
}
