using System.Net.Sockets;
using TtsOrleans.Hosting.Cluster;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>
/// Orleans shares its ports with whoever else is willing to, such as a second silo started by mistake: both would run, and each would get
/// some of the connections.
/// </summary>
internal sealed class PortsAreFree(SiloEndpoint endpoint) : IStartCheck
{
    public IEnumerable<string> Find()
    {
        if (TryListen(0) == SocketError.AddressNotAvailable)
        {
            return [$"Cluster:Address: {endpoint.Address} is not an address of this machine; set one that is, or 'auto'."];
        }

        return
            from setting in new[] { (Key: "Cluster:SiloPort", endpoint.Silo.Port), (Key: "Cluster:GatewayPort", Port: endpoint.GatewayPort) }
            where setting.Port > 0 && TryListen(setting.Port) is not null
            select $"{setting.Key}: port {setting.Port} of {endpoint.Address} is taken, maybe by another silo; stop that one or set another port.";
    }

    /// <returns>Why it is impossible; null if it is not.</returns>
    private SocketError? TryListen(int port)
    {
        using var probe = new TcpListener(endpoint.Address, port) { ExclusiveAddressUse = true };
        try
        {
            probe.Start();
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}
