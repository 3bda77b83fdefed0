using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Gateway.Admission;

/// <summary>Section <c>Admission</c>: how much work is taken on at a time. Audio is estimated at 0.2 s a character.</summary>
internal sealed class AdmissionOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Admission";

    /// <summary>Seconds of audio that one request may come to; 8,000, the longest text at half speed.</summary>
    [Range(1, 1_000_000)]
    public double RequestSeconds { get; set; } = 8_000;

    /// <summary>Seconds of audio in the making for one caller; 16,000. Beyond it: 429.</summary>
    [Range(1, 10_000_000)]
    public double CallerSeconds { get; set; } = 16_000;

    /// <summary>Seconds of audio in the making for all; 40,000. Beyond it: 503.</summary>
    [Range(1, 100_000_000)]
    public double TotalSeconds { get; set; } = 40_000;

    /// <summary>Megabytes of audio held for all requests together; 512. Beyond it: 503.</summary>
    [Range(16, 1_000_000)]
    public int BufferMegabytes { get; set; } = 512;

    /// <summary>Seconds of audio made in a second, as long as nothing was measured; 10.</summary>
    [Range(0.1, 100_000)]
    public double AssumedSpeed { get; set; } = 10;

    /// <summary>Longest wait that is ever advised, seconds; 60.</summary>
    [Range(1, 3600)]
    public int LongestRetrySeconds { get; set; } = 60;
}
