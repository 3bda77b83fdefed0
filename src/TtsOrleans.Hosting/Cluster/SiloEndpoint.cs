using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Hosting.Cluster;

/// <summary>Where this process's silo listens: on loopback, decided once.</summary>
internal sealed class SiloEndpoint(IOptions<ClusterOptions> cluster)
{
    private readonly Lazy<IPEndPoint> _silo = new(() => new(
        IPAddress.Loopback,
        cluster.Value.EffectiveSiloPort is > 0 and var port ? port : FreePort()));

    /// <summary>For other silos.</summary>
    public IPEndPoint Silo => _silo.Value;

    /// <summary>For clients; 0 if there is no such door.</summary>
    public int GatewayPort => cluster.Value.EffectiveGatewayPort;

    /// <summary>A port that was free a moment ago: the runtime has to know its own address before it opens the socket.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
