using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Abstractions.Nodes;

/// <summary>What a silo does and has done since it started.</summary>
/// <param name="Silo">Parsable address.</param>
/// <param name="Name">Name for people and metric labels.</param>
/// <param name="Version">Version of the product.</param>
/// <param name="Slots">Inference threads.</param>
/// <param name="Busy">Slots at work.</param>
/// <param name="Waiting">Pieces waiting for a slot.</param>
/// <param name="Draining">Whether it takes no more work.</param>
/// <param name="Voices">Voices it can speak.</param>
/// <param name="CacheHits">Pieces answered from memory or storage, or joined.</param>
/// <param name="CacheMisses">Pieces synthesised.</param>
/// <param name="CacheBytes">Audio held in memory.</param>
/// <param name="AudioSeconds">Audio synthesised.</param>
/// <param name="ComputeSeconds">Slot time it took; the quotient is the real-time factor.</param>
/// <param name="QueueLimit">Pieces that may wait at most; offers beyond that are refused.</param>
/// <param name="Started">When it began to exist.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.NodeStatus")]
public sealed record NodeStatus(
    [property: Id(0)] string Silo,
    [property: Id(1)] string Name,
    [property: Id(2)] string Version,
    [property: Id(3)] int Slots,
    [property: Id(4)] int Busy,
    [property: Id(5)] int Waiting,
    [property: Id(6)] bool Draining,
    [property: Id(7)] ImmutableArray<VoiceReference> Voices,
    [property: Id(8)] long CacheHits,
    [property: Id(9)] long CacheMisses,
    [property: Id(10)] long CacheBytes,
    [property: Id(11)] double AudioSeconds,
    [property: Id(12)] double ComputeSeconds,
    [property: Id(13)] int QueueLimit,
    [property: Id(14)] DateTimeOffset Started);
