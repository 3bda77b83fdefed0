using Microsoft.Extensions.Logging;

namespace TtsOrleans.Hosting.Storage;

internal sealed partial class AudioSweeper
{
    [LoggerMessage(EventId = 1211, Level = LogLevel.Information, Message = "Deleted {TooOld} stored pieces for their age and {TooMuch} for the space; the file is {Megabytes} MB smaller")]
    private static partial void LogSwept(ILogger logger, int tooOld, int tooMuch, long megabytes);

    [LoggerMessage(EventId = 1212, Level = LogLevel.Warning, Message = "Old audio in {File} could not be deleted")]
    private static partial void LogFailed(ILogger logger, string file, Exception exception);
}
