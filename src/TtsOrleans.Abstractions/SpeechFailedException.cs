namespace TtsOrleans.Abstractions;

/// <summary>A piece of speech failed for a reason that trying elsewhere will not mend; nothing of it was kept.</summary>
[GenerateSerializer, Alias("TtsOrleans.SpeechFailedException")]
public sealed class SpeechFailedException : Exception
{
    /// <summary>No reason given.</summary>
    public SpeechFailedException() : this("Speech failed.") { }

    /// <summary>With the reason.</summary>
    public SpeechFailedException(string message) : base(message) { }

    /// <summary>With the reason and its cause.</summary>
    public SpeechFailedException(string message, Exception innerException) : base(message, innerException) { }
}
