using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Routing;

internal sealed partial class PieceSource
{
    [LoggerMessage(EventId = 3300, Level = LogLevel.Warning, Message = "A piece's stream broke off at sample {Sample}; it is opened again there.")]
    private partial void LogBrokeOff(Exception fault, long sample);

    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "The piece {Key} failed.")]
    private partial void LogFailed(Exception fault, string key);
}
