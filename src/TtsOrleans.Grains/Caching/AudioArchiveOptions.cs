using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Grains.Caching;

/// <summary>How much of speech's time and memory its store on disk may take.</summary>
public sealed class AudioArchiveOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Archive";

    /// <summary>How long speech waits for a stored piece before it synthesises instead. Default 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan ReadBudget { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads at once; what comes on top counts as missing. Default 4.</summary>
    [Range(1, 64)]
    public int ConcurrentReads { get; set; } = 4;

    /// <summary>Megabytes of finished audio that wait to be written; what comes on top is not stored. Default 32.</summary>
    [Range(1, 1024)]
    public int PendingMegabytes { get; set; } = 32;

    /// <summary>Failures in a row after which the store is left alone for <see cref="Pause"/>. Default 5.</summary>
    [Range(1, 1000)]
    public int FailuresToOpen { get; set; } = 5;

    /// <summary>How long a failing store is left alone before it is tried again, once. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an orderly stop waits for what is still to be written. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
