namespace TtsOrleans.Speech.Voices;

/// <summary>A voice folder cannot be used; the message names folder and reason.</summary>
public sealed class VoiceException : Exception
{
    public VoiceException(string message) : base(message) { }

    public VoiceException(string message, Exception innerException) : base(message, innerException) { }
}
