using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace TtsOrleans.Hosting.Storage;

/// <summary>What outlives the process, and where on this machine it lies unless the cluster has a database.</summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>Whether finished audio is kept, in the cluster's database or on this machine's disk. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Folder of the database files; a relative path starts at the working directory. Default <c>data</c>.</summary>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>Megabytes of audio kept, by the whole cluster where it has a database; beyond that what was written first goes first. Default 1024.</summary>
    [Range(1, 10_000_000)]
    public int MaxMegabytes { get; set; } = 1024;

    /// <summary>How long audio is kept. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What <see cref="Enabled"/> will be, for composing a host before its options exist.</summary>
    internal static bool IsEnabled(IConfiguration configuration) =>
        !bool.TryParse(configuration[$"{Section}:{nameof(Enabled)}"], out var enabled) || enabled;
}
