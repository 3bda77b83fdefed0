using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace TtsOrleans.Grains.Nodes;

internal sealed partial class NodeDirectory
{
    [LoggerMessage(EventId = 3400, Level = LogLevel.Debug, Message = "The silo {Silo} did not say how it is.")]
    private partial void LogNoAnswer(Exception fault, SiloAddress silo);
}
