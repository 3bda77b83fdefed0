namespace TtsOrleans.Gateway.Errors;

internal sealed partial class ApiProblemHandler
{
    [LoggerMessage(1001, LogLevel.Error, "A request failed with status {Status}")]
    private static partial void LogFailed(ILogger logger, Exception exception, int status);

    [LoggerMessage(1002, LogLevel.Warning, "A request was answered {Status}: {Kind}: {Reason}")]
    private static partial void LogRefused(ILogger logger, int status, string kind, string reason);
}
