namespace TtsOrleans.Gateway.Voices;

internal sealed partial class VoiceCatalog
{
    [LoggerMessage(1101, LogLevel.Warning, "The cluster does not say which voices it has; it is asked again until it does ({Kind}: {Reason})")]
    private static partial void LogNoAnswer(ILogger logger, string kind, string reason);

    [LoggerMessage(1102, LogLevel.Information, "The cluster says again which voices it has, after {Elapsed}")]
    private static partial void LogAnswersAgain(ILogger logger, TimeSpan elapsed);
}
