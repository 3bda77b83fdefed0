using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>
/// Where the process is to listen for HTTP. The server would find it out as well, but tell it only when all else has started or failed to,
/// a minute later where there is no silo.
/// </summary>
internal sealed class UrlsAreFree(IConfiguration configuration) : IStartCheck
{
    // The server leaves Urls alone where it is given endpoints.
    public IEnumerable<string> Find() => configuration.GetSection("Kestrel:Endpoints").Exists()
        ? []
        : (configuration["urls"] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Problem).OfType<string>();

    private static string? Problem(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $"Urls: '{url}' is not an address like http://127.0.0.1:7860.";
        }

        if (address.Port > IPEndPoint.MaxPort)
        {
            return $"Urls: {address.Port} of '{url}' is not a port; they end at {IPEndPoint.MaxPort}.";
        }

        // Any other host than a number or localhost is all addresses to the server.
        var host = address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.IPv6Any;
        return address.IsUnixPipe || address.IsNamedPipe ? null : TryListen(host, address.Port) switch
        {
            SocketError.AddressAlreadyInUse => $"Urls: '{url}' is taken, maybe by another process of TtsOrleans; stop that one or set another port.",
            SocketError.AddressNotAvailable => $"Urls: '{url}' is not an address of this machine.",
            SocketError.AccessDenied => $"Urls: this user may not listen at '{url}'.",
            _ => null,
        };
    }

    /// <returns>Why it is impossible; success if it is not.</returns>
    private static SocketError TryListen(IPAddress host, int port)
    {
        try
        {
            using var probe = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (host.Equals(IPAddress.IPv6Any))
            {
                probe.DualMode = true;
            }

            probe.Bind(new IPEndPoint(host, port));
            probe.Listen();
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}
