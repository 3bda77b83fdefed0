using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rendering;

internal sealed partial class JobSupervisor
{
    [LoggerMessage(EventId = 3540, Level = LogLevel.Warning, Message = "Unfinished render jobs cannot be listed now.")]
    private partial void LogNoList(Exception fault);

    [LoggerMessage(EventId = 3541, Level = LogLevel.Information, Message = "Render job {Job} does not answer yet.")]
    private partial void LogNoAnswer(Exception fault, string job);
}
