using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Synthesis;

internal sealed partial class Synthesizer
{
    [LoggerMessage(EventId = 3120, Level = LogLevel.Debug, Message = "Slot {Slot} let go of voice {Voice}.")]
    private partial void LogReleased(int slot, string voice);

    [LoggerMessage(EventId = 3123, Level = LogLevel.Debug, Message = "Slot {Slot} or another takes piece {Key}.")]
    private partial void LogTaken(int slot, string key);

    [LoggerMessage(EventId = 3121, Level = LogLevel.Error, Message = "Slot {Slot} cannot load voice {Voice}.")]
    private partial void LogLoadFailed(Exception fault, int slot, string voice);

    [LoggerMessage(EventId = 3122, Level = LogLevel.Error, Message = "Slot {Slot} could not let go of voice {Voice}.")]
    private partial void LogReleaseFailed(Exception fault, int slot, string voice);
}
