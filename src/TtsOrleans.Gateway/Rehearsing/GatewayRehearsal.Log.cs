namespace TtsOrleans.Gateway.Rehearsing;

internal sealed partial class GatewayRehearsal
{
    [LoggerMessage(1601, LogLevel.Information, "Rehearsed in {Elapsed}")]
    private static partial void LogRehearsed(ILogger logger, TimeSpan elapsed);

    [LoggerMessage(1602, LogLevel.Warning, "The gateway did not get through its rehearsal; it takes requests all the same")]
    private static partial void LogNotRehearsed(ILogger logger, Exception fault);
}
