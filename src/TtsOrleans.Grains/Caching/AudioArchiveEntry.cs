using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TtsOrleans.Grains.Caching;

/// <summary>
/// A stored row. The format's version is part of the state's name, so that releases with different formats share a store side by side;
/// the digest is there because a fault on disk must not become wrong audio.
/// </summary>
[GenerateSerializer, Alias("TtsOrleans.AudioArchiveEntry")]
public sealed class AudioArchiveEntry
{
    /// <summary>State name of this format.</summary>
    internal const string StateName = "audio-1";

    /// <summary>The audio; null only in a row that was cleared.</summary>
    [Id(0)]
    public CachedAudio? Audio { get; set; }

    /// <summary>SHA-256 over key and audio.</summary>
    [Id(1)]
    public byte[] Digest { get; set; } = [];

    internal static AudioArchiveEntry Of(string key, CachedAudio audio) => new() { Audio = audio, Digest = DigestOf(key, audio) };

    /// <summary>Whether this is what was stored under <paramref name="key"/>.</summary>
    internal bool IsSound(string key) => Audio is { } audio && Digest.AsSpan().SequenceEqual(DigestOf(key, audio));

    /// <summary>Bytes of audio and durations.</summary>
    internal static long SizeOf(CachedAudio audio) => (audio.Durations.Length * sizeof(int)) + audio.Chunks.Sum(chunk => (long)chunk.Length);

    private static byte[] DigestOf(string key, CachedAudio audio)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(int)];
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        BinaryPrimitives.WriteInt32LittleEndian(number, audio.Hop);
        hash.AppendData(number);
        hash.AppendData(MemoryMarshal.AsBytes(audio.Durations.AsSpan()));
        foreach (var chunk in audio.Chunks)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, chunk.Length);
            hash.AppendData(number);
            hash.AppendData(chunk);
        }

        return hash.GetHashAndReset();
    }
}
