using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rendering.Running;

internal sealed partial class JobRun
{
    [LoggerMessage(EventId = 3520, Level = LogLevel.Information, Message = "Render job {Job} runs here with voice {Voice} of hash {Hash}.")]
    private partial void LogRuns(string job, string voice, string hash);

    [LoggerMessage(EventId = 3521, Level = LogLevel.Information, Message = "Render job {Job} ended: {Outcome}.")]
    private partial void LogEnded(string job, string outcome);

    [LoggerMessage(EventId = 3522, Level = LogLevel.Error, Message = "Render job {Job} broke off; it will be tried again.")]
    private partial void LogBrokeOff(Exception fault, string job);
}
