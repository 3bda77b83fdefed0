using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Synthesis;

internal sealed partial class SlotLifecycle
{
    [LoggerMessage(EventId = 3110, Level = LogLevel.Information, Message = "Voice {Voice} is warm in {Slots} slots after {Elapsed}.")]
    private partial void LogWarm(string voice, int slots, TimeSpan elapsed);
}
