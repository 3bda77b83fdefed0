using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Gateway.Jobs;

/// <summary>Section <c>Jobs</c>: what a render job may be, and how its audio is handed out.</summary>
internal sealed class JobsOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Jobs";

    private const long Megabyte = 1024 * 1024;

    /// <summary>Longest text of one job in characters, counted as Unicode scalars; 2,000,000.</summary>
    [Range(1, 20_000_000)]
    public int MaxCharacters { get; set; } = 2_000_000;

    /// <summary>Largest body that orders a job, megabytes; 16.</summary>
    [Range(1, 256)]
    public int MaxUploadMegabytes { get; set; } = 16;

    /// <summary>Jobs that may be unfinished at a time, in the whole cluster; 100. Beyond it: 429.</summary>
    [Range(1, 10_000)]
    public int MaxUnfinished { get; set; } = 100;

    /// <summary>Megabytes of encoded audio kept in temporary files of this process; 2,048.</summary>
    [Range(16, 1_000_000)]
    public int SpoolMegabytes { get; set; } = 2_048;

    /// <summary><see cref="MaxUploadMegabytes"/> in bytes.</summary>
    public long MaxUploadBytes => MaxUploadMegabytes * Megabyte;

    /// <summary><see cref="SpoolMegabytes"/> in bytes.</summary>
    public long SpoolBytes => SpoolMegabytes * Megabyte;
}
