using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace TtsOrleans.Grains.Caching;

/// <summary>The audio this silo holds in memory, shared by reference, by piece key. Thread-safe.</summary>
internal sealed class AudioStore(IOptions<CachingOptions> options)
{
    // What an entry costs beside its samples, by estimate: key, list node, arrays' headers.
    private const int EntryOverhead = 512;

    private readonly ByteBoundedLru<CachedAudio> _pieces = new(options.Value.AudioBytes);

    /// <summary>Bytes held.</summary>
    public long Bytes => _pieces.Bytes;

    /// <summary>Pieces held.</summary>
    public int Count => _pieces.Count;

    /// <summary>Finds a piece and counts it as used.</summary>
    public bool TryGet(string key, [MaybeNullWhen(false)] out CachedAudio audio) => _pieces.TryGet(key, out audio);

    /// <summary>Keeps a whole piece, for as long as there is room; one already held stays.</summary>
    public void Add(string key, CachedAudio audio) => _pieces.GetOrAdd(key, audio, BytesOf(audio));

    private static long BytesOf(CachedAudio audio) =>
        EntryOverhead + (audio.Durations.Length * sizeof(int)) + audio.Chunks.Sum(chunk => (long)chunk.Length);
}
