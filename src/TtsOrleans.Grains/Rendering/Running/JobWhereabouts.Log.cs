using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rendering.Running;

internal sealed partial class JobWhereabouts
{
    [LoggerMessage(EventId = 3560, Level = LogLevel.Information, Message = "The silo {Silo} did not say whether it runs render job {Job}.")]
    private partial void LogNoAnswer(Exception fault, SiloAddress silo, string job);
}
