using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rehearsing;

public sealed partial class SiloRehearsal
{
    [LoggerMessage(EventId = 3700, Level = LogLevel.Information, Message = "Rehearsed in {Elapsed}.")]
    private static partial void LogRehearsed(ILogger logger, TimeSpan elapsed);

    [LoggerMessage(EventId = 3701, Level = LogLevel.Warning, Message = "The silo did not get through its rehearsal; it is given work all the same.")]
    private static partial void LogNotRehearsed(ILogger logger, Exception fault);
}
