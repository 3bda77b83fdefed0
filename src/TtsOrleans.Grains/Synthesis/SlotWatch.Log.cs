using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Synthesis;

internal sealed partial class SlotWatch
{
    [LoggerMessage(EventId = 3140, Level = LogLevel.Error, Message = "Slot {Slot}: the engine of voice {Voice} hangs on piece {Key} for longer than {Limit}; it is given up and replaced, the {Count}. of this process.")]
    private partial void LogHung(int slot, string voice, string key, TimeSpan limit, int count);

    [LoggerMessage(EventId = 3141, Level = LogLevel.Error, Message = "Slot {Slot} got no other engine of voice {Voice}.")]
    private partial void LogNotReplaced(Exception fault, int slot, string voice);
}
