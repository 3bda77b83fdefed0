using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace TtsOrleans.Grains.Rendering;

/// <summary>A job's id as its grain's key: <c>job-</c> before it, because the bare id might read as a number to a storage provider.</summary>
internal static class JobKey
{
    private const string Prefix = "job-";
    private const int IdLength = 26;

    private static readonly SearchValues<char> Base32 = SearchValues.Create("0123456789abcdefghjkmnpqrstvwxyz");

    /// <summary>The grain's key.</summary>
    public static string Of(string id) => Prefix + id;

    /// <summary>The id in a grain's key; false if it holds none.</summary>
    public static bool TryParse(string key, [MaybeNullWhen(false)] out string id)
    {
        id = key.StartsWith(Prefix, StringComparison.Ordinal) && IsId(key.AsSpan(Prefix.Length)) ? key[Prefix.Length..] : null;
        return id is not null;
    }

    /// <summary>Whether this is an id: 26 characters of lower-case base 32.</summary>
    public static bool IsId(ReadOnlySpan<char> id) => id.Length == IdLength && !id.ContainsAnyExcept(Base32);
}
