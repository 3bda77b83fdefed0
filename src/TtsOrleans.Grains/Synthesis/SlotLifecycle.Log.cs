using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Synthesis;

internal sealed partial class SlotLifecycle
{
    [LoggerMessage(EventId = 3110, Level = LogLevel.Information, Message = "Voice {Voice} is warm in {Slots} slots after {Elapsed}.")]
    private partial void LogWarm(string voice, int slots, TimeSpan elapsed);

    [LoggerMessage(EventId = 3111, Level = LogLevel.Information, Message = "Draining: {Busy} pieces run and {Waiting} wait; new ones are refused.")]
    private partial void LogDraining(int busy, int waiting);

    [LoggerMessage(EventId = 3112, Level = LogLevel.Warning, Message = "Draining took too long: {Busy} running and {Waiting} waiting pieces are left to other silos.")]
    private partial void LogDrainCut(int busy, int waiting);
}
