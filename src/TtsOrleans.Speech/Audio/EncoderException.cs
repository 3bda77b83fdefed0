namespace TtsOrleans.Speech.Audio;

/// <summary>A compressed format could not be made; the kinds say why.</summary>
public abstract class EncoderException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The encoder is not installed here.</summary>
public sealed class EncoderMissingException(string path, Exception? innerException = null)
    : EncoderException($"This format needs ffmpeg, which is not installed here ('{path}' was not found). Ask for wav or pcm, or install ffmpeg.", innerException);

/// <summary>All encoders stayed busy for as long as a response may wait.</summary>
public sealed class EncoderBusyException(int processes, TimeSpan waited)
    : EncoderException($"All {processes} encoders are busy and none became free within {waited.TotalSeconds:0.#} s. Try again shortly, or ask for wav or pcm.");

/// <summary>The encoder failed while it worked.</summary>
public sealed class EncoderFailedException(string format, int exitCode, string report, Exception? innerException = null)
    : EncoderException($"ffmpeg could not make {format} (exit code {exitCode}): {(report.Length == 0 ? "it reported nothing" : report)}", innerException)
{
    /// <summary>Its exit status.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The end of what it wrote to its standard error.</summary>
    public string Report { get; } = report;
}
