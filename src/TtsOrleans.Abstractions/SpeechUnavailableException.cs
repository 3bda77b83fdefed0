namespace TtsOrleans.Abstractions;

/// <summary>Speech cannot be had now, though the request is in order: it is worth trying again after <see cref="RetryAfter"/>.</summary>
[GenerateSerializer, Alias("TtsOrleans.SpeechUnavailableException")]
public sealed class SpeechUnavailableException : Exception
{
    /// <summary>No reason given.</summary>
    public SpeechUnavailableException() : this("Speech is unavailable.") { }

    /// <summary>With the reason.</summary>
    public SpeechUnavailableException(string message) : base(message) { }

    /// <summary>With the reason and its cause.</summary>
    public SpeechUnavailableException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>How long to wait before trying again.</summary>
    [Id(0)]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
