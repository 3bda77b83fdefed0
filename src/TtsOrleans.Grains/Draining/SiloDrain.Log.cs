using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Draining;

internal sealed partial class SiloDrain
{
    [LoggerMessage(EventId = 3111, Level = LogLevel.Information, Message = "Draining: {Busy} pieces run, {Waiting} wait, {Streams} streams are open; no more work is taken.")]
    private partial void LogDraining(int busy, int waiting, int streams);

    [LoggerMessage(EventId = 3112, Level = LogLevel.Warning, Message = "Draining took too long: {Busy} running and {Waiting} waiting pieces and {Streams} streams are left to other silos.")]
    private partial void LogDrainCut(int busy, int waiting, int streams);
}
