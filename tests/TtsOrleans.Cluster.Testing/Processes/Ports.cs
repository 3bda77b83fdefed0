using System.Net;
using System.Net.Sockets;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>Ports that nobody listens at, outside the range that the machine gives to outgoing connections.</summary>
public static class Ports
{
    private const int First = 12_000;
    private const int Last = 32_000;

    // In turn from anywhere: what was handed out is not listened at yet, and must not be handed out again.
    private static int s_next = Random.Shared.Next(First, Last);

    /// <summary>A port that was free a moment ago, and no other caller of this process has.</summary>
    public static int Free() => FreeBlock(1);

    /// <summary>So many of them in a row.</summary>
    /// <returns>The first.</returns>
    public static int FreeBlock(int ports)
    {
        while (true)
        {
            var first = First + (((Interlocked.Add(ref s_next, ports) - ports) & int.MaxValue) % (Last - First));
            if (Enumerable.Range(first, ports).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
