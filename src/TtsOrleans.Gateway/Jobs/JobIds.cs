using System.Security.Cryptography;
using System.Text;

namespace TtsOrleans.Gateway.Jobs;

/// <summary>Ids of jobs: 128 bits as 26 characters of Crockford's base 32, lower-case.</summary>
internal static class JobIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;
    private const int RandomBytes = 10;

    /// <summary>An id of its own; the ids of later milliseconds sort behind it.</summary>
    public static string New(TimeProvider time)
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random[^RandomBytes..]);
        var value = ReadUInt128(random) | ((UInt128)(ulong)time.GetUtcNow().ToUnixTimeMilliseconds() << (RandomBytes * 8));
        return Write(value);
    }

    /// <summary>The id that an idempotency key stands for, on every gateway and after every restart.</summary>
    /// <param name="scope">Whose key it is.</param>
    /// <param name="key">The key.</param>
    public static string Of(string scope, string key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{key}"), digest);
        return Write(ReadUInt128(digest[..16]));
    }

    /// <summary>Whether a text can be an id.</summary>
    public static bool IsId(string text) => text.Length == Length && text[0] <= '7' && text.All(Alphabet.Contains);

    private static UInt128 ReadUInt128(ReadOnlySpan<byte> bytes)
    {
        UInt128 value = 0;
        foreach (var next in bytes)
        {
            value = (value << 8) | next;
        }

        return value;
    }

    private static string Write(UInt128 value) => string.Create(Length, value, static (text, rest) =>
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            text[at] = Alphabet[(int)(rest & 31)];
            rest >>= 5;
        }
    });
}
