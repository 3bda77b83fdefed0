namespace TtsOrleans.Gateway.Speaking;

/// <summary>A stream of speech stopped before its end, or its items do not follow on each other; re-opened it may be whole.</summary>
internal sealed class BrokenSpeechException(string message) : Exception(message);
