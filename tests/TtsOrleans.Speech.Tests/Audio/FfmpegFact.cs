using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Tests.Audio;

/// <summary>A test that needs ffmpeg; skipped where it is not installed.</summary>
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute() => Skip = FfmpegSkip.Reason;
}

/// <summary>A theory that needs ffmpeg; skipped where it is not installed.</summary>
internal sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute() => Skip = FfmpegSkip.Reason;
}

internal static class FfmpegSkip
{
    public static string? Reason => new FfmpegEncoder(new FfmpegOptions()).IsAvailable ? null : "needs ffmpeg on PATH";
}
