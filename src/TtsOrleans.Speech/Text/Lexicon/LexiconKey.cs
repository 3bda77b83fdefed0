namespace TtsOrleans.Speech.Text.Lexicon;

/// <summary>The hash of a lexicon key (FNV-1a); it grows byte by byte, so that all prefixes of a text are looked up in one pass.</summary>
internal static class LexiconKey
{
    public const uint Empty = 2166136261;

    public static uint Append(uint hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619;
        }

        return hash;
    }

    public static uint Hash(ReadOnlySpan<byte> key) => Append(Empty, key);

    /// <summary>Spreads a hash over the low bits, which FNV mixes badly.</summary>
    public static int Slot(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        return (int)(hash & int.MaxValue);
    }
}
