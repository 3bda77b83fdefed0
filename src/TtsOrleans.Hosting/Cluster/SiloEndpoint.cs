using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Hosting.Cluster;

/// <summary>Where this process's silo listens, decided once: on loopback, unless silos of other machines are to reach it.</summary>
internal sealed class SiloEndpoint(IOptions<ClusterOptions> cluster)
{
    private const string Auto = "auto";

    private readonly Lazy<IPAddress> _address = new(() => AddressOf(cluster.Value));
    private readonly Lazy<int> _port = new(() => cluster.Value.EffectiveSiloPort is > 0 and var port ? port : FreePort(AddressOf(cluster.Value)));

    /// <summary>Of both doors.</summary>
    public IPAddress Address => _address.Value;

    /// <summary>For other silos.</summary>
    public IPEndPoint Silo => new(Address, _port.Value);

    /// <summary>For clients; 0 if there is no such door.</summary>
    public int GatewayPort => cluster.Value.EffectiveGatewayPort;

    /// <summary>Reads a setting: an address that others can call, or <c>auto</c>.</summary>
    public static bool TryParse(string written, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (written.Equals(Auto, StringComparison.OrdinalIgnoreCase))
        {
            address = FirstOfMachine();
            return true;
        }

        return IPAddress.TryParse(written, out address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
    }

    private static IPAddress AddressOf(ClusterOptions cluster) =>
        cluster.Mode == ClusterMode.Postgres && TryParse(cluster.Address, out var address) ? address : IPAddress.Loopback;

    /// <summary>The first IPv4 address of an interface that is up; loopback where there is no other.</summary>
    private static IPAddress FirstOfMachine() => (
        from network in NetworkInterface.GetAllNetworkInterfaces()
        where network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
        from own in network.GetIPProperties().UnicastAddresses
        where own.Address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(own.Address)
        select own.Address).FirstOrDefault(IPAddress.Loopback);

    /// <summary>A port that was free a moment ago: the runtime has to know its own address before it opens the socket.</summary>
    private static int FreePort(IPAddress address)
    {
        using var probe = new TcpListener(address, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
