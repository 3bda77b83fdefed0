using System.Net;
using System.Net.Sockets;
using TtsOrleans.Gateway.Keys;

namespace TtsOrleans.Gateway.Admission;

/// <summary>Who a request counts against: its API key, or the address it came from.</summary>
internal static class Caller
{
    private const int NetworkBytes = 8;

    /// <summary>A name for the caller, which tells nothing of its key.</summary>
    public static string Of(HttpContext context) =>
        context.Features.Get<ApiKeyFeature>() is { } key ? $"key {key.Prefix}" : Of(context.Connection.RemoteIpAddress);

    /// <summary>An IPv6 caller has a whole /64 network to choose addresses from: it counts as one.</summary>
    public static string Of(IPAddress? address)
    {
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexStringLower(address.GetAddressBytes(), 0, NetworkBytes)
            : address?.ToString() ?? "unknown";
    }
}
