using System.Collections.Immutable;

namespace TtsOrleans.Grains.Caching;

/// <summary>The finished audio of one piece, shared by reference and never written to.</summary>
/// <param name="Durations">Frames of each unit.</param>
/// <param name="Hop">Samples a frame.</param>
/// <param name="Chunks">16-bit little-endian mono in transport chunks of at most 64 KB, in order.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.CachedAudio")]
public sealed record CachedAudio(
    [property: Id(0)] ImmutableArray<int> Durations,
    [property: Id(1)] int Hop,
    [property: Id(2)] ImmutableArray<byte[]> Chunks);
