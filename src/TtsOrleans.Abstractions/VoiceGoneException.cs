namespace TtsOrleans.Abstractions;

/// <summary>
/// The version of the voice that a request names is no more, or is about to go. A request of which nothing was heard is
/// made anew with the version there is now; one that was begun cannot be finished.
/// </summary>
[GenerateSerializer, Alias("TtsOrleans.VoiceGoneException")]
public sealed class VoiceGoneException : Exception
{
    /// <summary>No reason given.</summary>
    public VoiceGoneException() : this("This version of the voice is gone.") { }

    /// <summary>With the reason.</summary>
    public VoiceGoneException(string message) : base(message) { }

    /// <summary>With the reason and its cause.</summary>
    public VoiceGoneException(string message, Exception innerException) : base(message, innerException) { }
}
