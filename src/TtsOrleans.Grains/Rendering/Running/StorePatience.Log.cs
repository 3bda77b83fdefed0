using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rendering.Running;

internal sealed partial class StorePatience
{
    [LoggerMessage(EventId = 3510, Level = LogLevel.Warning, Message = "The store of render jobs does not answer; job {Job} waits for it.")]
    private partial void LogWaits(Exception fault, string job);

    [LoggerMessage(EventId = 3511, Level = LogLevel.Information, Message = "The store of render jobs answers job {Job} again after {Elapsed}.")]
    private partial void LogAnswers(string job, TimeSpan elapsed);
}
