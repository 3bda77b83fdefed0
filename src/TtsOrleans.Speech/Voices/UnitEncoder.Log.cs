using Microsoft.Extensions.Logging;

namespace TtsOrleans.Speech.Voices;

public sealed partial class UnitEncoder
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Voice {Voice} has no sound for the unit {Unit} nor a near one: it was left out.")]
    private static partial void LogSkipped(ILogger logger, string voice, string unit);
}
