using Microsoft.Extensions.Logging;

namespace TtsOrleans.Grains.Nodes;

internal sealed partial class NodeDirectory
{
    [LoggerMessage(EventId = 3400, Level = LogLevel.Debug, Message = "The silo {Silo} did not say how it is.")]
    private partial void LogNoAnswer(Exception fault, SiloAddress silo);

    [LoggerMessage(EventId = 3401, Level = LogLevel.Debug, Message = "The cluster changed to version {Version}.")]
    private partial void LogChange(MembershipVersion version);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Information, Message = "Not every silo was told that this one drains; they ask by themselves.")]
    private partial void LogNotTold(Exception fault);
}
