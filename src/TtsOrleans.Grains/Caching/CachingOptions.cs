using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Grains.Caching;

/// <summary>How much a silo remembers in memory.</summary>
public sealed class CachingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cache";

    /// <summary>Audio kept in memory, bytes; 0 for none. Default 256 MB.</summary>
    [Range(0L, 1L << 40, ErrorMessage = "Cache:AudioBytes must be between 0 (keep none) and 1 TB.")]
    public long AudioBytes { get; set; } = 256L << 20;

    /// <summary>Texts kept as read, bytes by estimate; 0 for none. Default 32 MB.</summary>
    [Range(0L, 1L << 40, ErrorMessage = "Cache:PlanBytes must be between 0 (keep none) and 1 TB.")]
    public long PlanBytes { get; set; } = 32L << 20;
}
