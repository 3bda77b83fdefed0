using System.Net.Sockets;

namespace TtsOrleans.Grains.Streams;

/// <summary>Tells a lost connection, silo or activation from a failure of the work itself.</summary>
internal static class StreamFault
{
    /// <summary>Whether the same call may well succeed elsewhere or a moment later.</summary>
    public static bool IsTransient(Exception fault, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && fault is OrleansException or EnumerationAbortedException or TimeoutException or OperationCanceledException or IOException or SocketException;
}
