using System.Net;
using System.Net.Sockets;
using TtsOrleans.Hosting.Cluster;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>
/// Orleans shares its ports with whoever else is willing to, such as a second silo started by mistake: both would run, and each would get
/// some of the connections.
/// </summary>
internal sealed class PortsAreFree(SiloEndpoint endpoint) : IStartCheck
{
    public IEnumerable<string> Find() =>
        from setting in new[] { (Key: "Cluster:SiloPort", endpoint.Silo.Port), (Key: "Cluster:GatewayPort", Port: endpoint.GatewayPort) }
        where setting.Port > 0 && !IsFree(endpoint.Silo.Address, setting.Port)
        select $"{setting.Key}: port {setting.Port} of {endpoint.Silo.Address} is taken, maybe by another silo; stop that one or set another port.";

    private static bool IsFree(IPAddress address, int port)
    {
        using var probe = new TcpListener(address, port) { ExclusiveAddressUse = true };
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
