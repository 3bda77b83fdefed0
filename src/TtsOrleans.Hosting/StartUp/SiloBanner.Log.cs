using System.Net;
using Microsoft.Extensions.Logging;
using TtsOrleans.Hosting.Cluster;

namespace TtsOrleans.Hosting.StartUp;

internal sealed partial class SiloBanner
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "{Mode} silo {Name} at {Endpoint}, {Clients}")]
    private static partial void LogCluster(ILogger logger, ClusterMode mode, string name, IPEndPoint endpoint, string clients);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Information, Message = "Voices: {Voices}; inference threads: {Slots}")]
    private static partial void LogSpeech(ILogger logger, string voices, int slots);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Information, Message = "Finished audio is kept in {Place}, up to {Megabytes} MB for {TimeToLive}")]
    private static partial void LogStorage(ILogger logger, string place, int megabytes, TimeSpan timeToLive);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Information, Message = "Finished audio is kept in memory only")]
    private static partial void LogNoStorage(ILogger logger);
}
