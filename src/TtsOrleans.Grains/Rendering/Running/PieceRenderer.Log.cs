using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rendering.Running;

internal sealed partial class PieceRenderer
{
    [LoggerMessage(EventId = 3500, Level = LogLevel.Information, Message = "A sentence of a render job waits for the cluster.")]
    private partial void LogWaits(Exception fault);

    [LoggerMessage(EventId = 3501, Level = LogLevel.Warning, Message = "A sentence of a render job failed, attempt {Attempt} of {Attempts}.")]
    private partial void LogFailed(Exception fault, int attempt, int attempts);
}
