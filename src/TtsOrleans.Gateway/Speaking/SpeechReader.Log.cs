using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Speaking;

internal sealed partial class SpeechReader
{
    [LoggerMessage(1201, LogLevel.Warning, "A stream of speech broke off at {Position} and is re-opened elsewhere: {Kind}: {Reason}")]
    private static partial void LogReopens(ILogger logger, string kind, string reason, SpeechPosition position);

    [LoggerMessage(1202, LogLevel.Error, "A stream of speech was given up after {Failures} failures in a row at {Position}")]
    private static partial void LogGivenUp(ILogger logger, Exception exception, int failures, SpeechPosition position);
}
