using Microsoft.Extensions.Logging;

namespace TtsOrleans.Hosting.Postgres;

internal sealed partial class WaitForDatabase
{
    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "Waiting up to {Timeout}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, TimeSpan timeout, string reason);
}
