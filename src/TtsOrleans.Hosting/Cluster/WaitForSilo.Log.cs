using Microsoft.Extensions.Logging;

namespace TtsOrleans.Hosting.Cluster;

internal sealed partial class WaitForSilo
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "No silo answers {Where} yet; waiting up to {Timeout} ({Reason})")]
    private static partial void LogWaiting(ILogger logger, string where, TimeSpan timeout, string reason);
}
