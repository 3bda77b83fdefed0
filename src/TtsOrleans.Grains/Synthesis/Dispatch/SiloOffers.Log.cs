using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

internal sealed partial class SiloOffers
{
    [LoggerMessage(EventId = 3130, Level = LogLevel.Warning, Message = "The silo {Silo} left a piece unfinished; it goes on elsewhere.")]
    private partial void LogBrokeOff(Exception fault, string silo);

    [LoggerMessage(EventId = 3131, Level = LogLevel.Warning, Message = "The silo {Silo} did not answer the offer of a piece.")]
    private partial void LogNoAnswer(Exception fault, string silo);
}
