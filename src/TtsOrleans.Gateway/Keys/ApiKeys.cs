using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Gateway.Keys;

/// <summary>The keys that open the API, as digests: the keys themselves are not kept here.</summary>
internal sealed class ApiKeys(IOptions<ApiOptions> options)
{
    private const int PrefixLength = 8;
    private readonly byte[][] _digests = [.. options.Value.Keys.Select(Digest)];
    private readonly byte[][] _cookies = [.. options.Value.Keys.Select(key => Digest(BrowserKey.Of(key)))];

    /// <summary>Whether a key is asked for at all.</summary>
    public bool Required => _digests.Length > 0;

    /// <summary>Compares with every key in constant time.</summary>
    /// <returns>The beginning of the key's digest; null if it opens nothing.</returns>
    public string? Find(string presented) => Find(_digests, presented);

    /// <summary>The same for what a browser shows instead of a key.</summary>
    public string? FindByCookie(string presented) => Find(_cookies, presented);

    private string? Find(byte[][] known, string presented)
    {
        var digest = Digest(presented);
        var found = -1;
        for (var index = 0; index < known.Length; index++)
        {
            found = CryptographicOperations.FixedTimeEquals(digest, known[index]) ? index : found;
        }

        return found < 0 ? null : Convert.ToHexStringLower(_digests[found])[..PrefixLength];
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
