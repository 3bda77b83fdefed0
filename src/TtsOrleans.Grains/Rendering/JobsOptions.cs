using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Grains.Rendering;

/// <summary>How many render jobs run, and how long what they made is kept.</summary>
public sealed class JobsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Jobs";

    /// <summary>Service key of the jobs' <see cref="System.Data.Common.DbDataSource"/>; where none is registered there are no jobs.</summary>
    public const string Database = "jobs";

    /// <summary>How long a job is kept after its end. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00", ErrorMessage = "Jobs:TimeToLive must be from 00:01:00 to 3650.00:00:00.")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gigabytes of rendered audio kept by the whole cluster; beyond that the jobs that ended first go first. Default 50.</summary>
    [Range(0.000001, 1_000_000, ErrorMessage = "Jobs:MaxGigabytes must be from 0.000001 to 1000000.")]
    public double MaxGigabytes { get; set; } = 50;

    /// <summary>Jobs that run at a time in the whole cluster; those ordered later wait. Default 4.</summary>
    [Range(1, 100, ErrorMessage = "Jobs:Parallel must be from 1 to 100.")]
    public int Parallel { get; set; } = 4;

    /// <summary><see cref="MaxGigabytes"/> in bytes.</summary>
    internal long MaxBytes => (long)(MaxGigabytes * 1_000_000_000);
}
