using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Gateway.Keys;

/// <summary>The keys that open the API, as digests: the keys themselves are not kept here.</summary>
internal sealed class ApiKeys(IOptions<ApiOptions> options)
{
    private const int PrefixLength = 8;
    private readonly byte[][] _digests = [.. options.Value.Keys.Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];

    /// <summary>Whether a key is asked for at all.</summary>
    public bool Required => _digests.Length > 0;

    /// <summary>Compares with every key in constant time.</summary>
    /// <returns>The beginning of the key's digest; null if it opens nothing.</returns>
    public string? Find(string presented)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        var known = false;
        foreach (var own in _digests)
        {
            known |= CryptographicOperations.FixedTimeEquals(digest, own);
        }

        return known ? Convert.ToHexStringLower(digest)[..PrefixLength] : null;
    }
}
