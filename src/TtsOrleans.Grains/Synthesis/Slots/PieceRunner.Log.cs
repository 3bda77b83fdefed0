using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Synthesis.Slots;

internal sealed partial class PieceRunner
{
    [LoggerMessage(EventId = 3100, Level = LogLevel.Error, Message = "Slot {Slot}: the engine of voice {Voice} failed on piece {Key}; the slot goes on.")]
    private partial void LogEngineFailed(Exception fault, int slot, string voice, string key);
}
