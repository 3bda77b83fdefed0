using System.Diagnostics;
using System.Security.Cryptography;

namespace TtsOrleans.Hosting.Requests;

/// <summary>The name by which the logs of all processes know a request: it goes with every call between grains.</summary>
public static class RequestId
{
    /// <summary>The HTTP header that brings it, and tells it.</summary>
    public const string Header = "X-Request-Id";

    private const string Key = "tts.request";
    private const int MaxLength = 64;
    private const int Bytes = 16;

    /// <summary>The request that is being worked on; null: none.</summary>
    public static string? Current => RequestContext.Get(Key) as string;

    /// <summary>Names the request whose calls follow in this flow of execution.</summary>
    public static void Begin(string id) => RequestContext.Set(Key, id);

    /// <summary>What a client proposes, if that is 1 … 64 of the characters A–Z, a–z, 0–9, '-', '_', '.', ':'; otherwise the trace's id, or a new one.</summary>
    public static string Of(string? proposed) =>
        proposed is { Length: > 0 and <= MaxLength } && proposed.All(IsAllowed)
            ? proposed
            : Activity.Current?.TraceId.ToHexString() ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':';
}
