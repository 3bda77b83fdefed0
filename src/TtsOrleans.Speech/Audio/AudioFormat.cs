using System.Collections.Immutable;

namespace TtsOrleans.Speech.Audio;

/// <summary>A form in which audio is delivered; <see cref="AudioFormats"/> lists them.</summary>
/// <param name="Name">As clients write it.</param>
/// <param name="MediaType">Its HTTP content type.</param>
/// <param name="Extension">Of a file, with the dot.</param>
/// <param name="EncoderArguments">What ffmpeg is told to write; empty where no encoder is needed.</param>
public sealed record AudioFormat(string Name, string MediaType, string Extension, ImmutableArray<string> EncoderArguments)
{
    /// <summary>Whether <see cref="FfmpegEncoder"/> has to make it.</summary>
    public bool NeedsEncoder => !EncoderArguments.IsEmpty;
}
