using Microsoft.Extensions.Logging;

namespace TtsOrleans.Hosting.Postgres;

internal sealed partial class StoredAudioSweeper
{
    [LoggerMessage(EventId = 1311, Level = LogLevel.Information, Message = "Deleted {TooOld} stored pieces for their age and {TooMuch} for the space, {Megabytes} MB in all")]
    private static partial void LogSwept(ILogger logger, long tooOld, long tooMuch, long megabytes);

    [LoggerMessage(EventId = 1312, Level = LogLevel.Warning, Message = "Old audio in {Database} could not be deleted; it is tried again in a minute")]
    private static partial void LogFailed(ILogger logger, string database, Exception exception);
}
