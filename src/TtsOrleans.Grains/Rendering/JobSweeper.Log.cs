using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rendering;

internal sealed partial class JobSweeper
{
    [LoggerMessage(EventId = 3550, Level = LogLevel.Information, Message = "Deleted render job {Job}.")]
    private partial void LogDeleted(string job);

    [LoggerMessage(EventId = 3551, Level = LogLevel.Warning, Message = "Old render jobs cannot be deleted now.")]
    private partial void LogFailed(Exception fault);
}
