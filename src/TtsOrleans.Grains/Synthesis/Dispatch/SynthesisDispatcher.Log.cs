using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

internal sealed partial class SynthesisDispatcher
{
    [LoggerMessage(EventId = 3130, Level = LogLevel.Warning, Message = "The silo {Silo} left a piece unfinished; it goes on elsewhere.")]
    private partial void LogBrokeOff(Exception fault, string silo);
}
