using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Speech.Audio;

/// <summary>How compressed formats are made.</summary>
public sealed record FfmpegOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Encoder";

    /// <summary>The program: a path, or a name looked up on <c>PATH</c>. Default <c>ffmpeg</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = Section + ":Path must name the ffmpeg program.")]
    public string Path { get; init; } = "ffmpeg";

    /// <summary>Processes at once, 1 … 256. Default 16.</summary>
    [Range(1, 256, ErrorMessage = Section + ":MaxProcesses must be within 1 and 256.")]
    public int MaxProcesses { get; init; } = 16;

    /// <summary>How long a response waits for a process when all are busy, in seconds, 0 … 60. Default 2.</summary>
    [Range(0.0, 60.0, ErrorMessage = Section + ":WaitSeconds must be within 0 and 60.")]
    public double WaitSeconds { get; init; } = 2;
}
