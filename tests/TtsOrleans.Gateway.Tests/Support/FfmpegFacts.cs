using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>A test that needs ffmpeg; skipped where it is not installed.</summary>
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute() => Skip = Ffmpeg.Missing;
}

/// <summary>A theory that needs ffmpeg; skipped where it is not installed.</summary>
internal sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute() => Skip = Ffmpeg.Missing;
}

internal static class Ffmpeg
{
    public static string? Missing => Commands.Has("ffmpeg") ? null : "ffmpeg is not installed.";
}
