namespace TtsOrleans.Gateway.Streams;

/// <summary>What <see cref="ClusterStream{T}"/> logs.</summary>
internal static partial class ClosingLog
{
    [LoggerMessage(1203, LogLevel.Debug, "An abandoned stream of the cluster could not be closed; the cluster reaps it: {Kind}: {Reason}")]
    public static partial void NotClosed(ILogger logger, string kind, string reason);
}
