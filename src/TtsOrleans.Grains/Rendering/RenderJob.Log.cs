using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Rendering;

internal sealed partial class RenderJob
{
    [LoggerMessage(EventId = 3530, Level = LogLevel.Information, Message = "Render job {Job} moves to silo {Silo}, which has its voice {Voice}.")]
    private partial void LogMoves(string job, SiloAddress silo, string voice);

    [LoggerMessage(EventId = 3531, Level = LogLevel.Warning, Message = "No silo has the voice {Voice} of render job {Job}; it waits.")]
    private partial void LogNoVoice(string job, string voice);

    [LoggerMessage(EventId = 3532, Level = LogLevel.Warning, Message = "The reminder of render job {Job} could not be set; its supervisors do without.")]
    private partial void LogNoReminder(Exception fault, string job);

    [LoggerMessage(EventId = 3533, Level = LogLevel.Information, Message = "Render job {Job} leaves this silo once what it has in flight is stored.")]
    private partial void LogLeaves(string job);
}
