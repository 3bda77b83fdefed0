using Microsoft.Extensions.Logging;

namespace TtsOrleans.Hosting.Cluster;

internal sealed partial class WaitForSilo
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "No silo answers at 127.0.0.1:{Port} yet; waiting up to {Timeout} ({Reason})")]
    private static partial void LogWaiting(ILogger logger, int port, TimeSpan timeout, string reason);
}
