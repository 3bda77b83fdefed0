namespace TtsOrleans.Gateway.Voices;

internal sealed partial class VoiceCatalog
{
    [LoggerMessage(1101, LogLevel.Warning, "The cluster did not say which voices it has: {Kind}: {Reason}")]
    private static partial void LogNoAnswer(ILogger logger, string kind, string reason);
}
