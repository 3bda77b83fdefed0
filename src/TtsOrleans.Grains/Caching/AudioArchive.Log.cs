using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Caching;

public sealed partial class AudioArchive
{
    [LoggerMessage(EventId = 2301, Level = LogLevel.Warning, Message = "Stored audio {Key}… could not be read; it is synthesised instead")]
    private static partial void LogReadFailed(ILogger logger, string key, Exception exception);

    [LoggerMessage(EventId = 2302, Level = LogLevel.Warning, Message = "Audio {Key}… could not be stored")]
    private static partial void LogWriteFailed(ILogger logger, string key, Exception exception);

    [LoggerMessage(EventId = 2303, Level = LogLevel.Warning, Message = "{What} the audio store failed {Failures} times in a row; it is left alone for {Pause}")]
    private static partial void LogOpened(ILogger logger, string what, int failures, TimeSpan pause);

    [LoggerMessage(EventId = 2304, Level = LogLevel.Information, Message = "{What} the audio store works again")]
    private static partial void LogClosed(ILogger logger, string what);

    [LoggerMessage(EventId = 2305, Level = LogLevel.Warning, Message = "{Bytes} bytes of audio were not stored within the {Timeout} that a stop waits for them")]
    private static partial void LogNotFlushed(ILogger logger, long bytes, TimeSpan timeout);
}
