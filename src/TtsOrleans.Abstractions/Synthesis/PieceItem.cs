using System.Collections.Immutable;
using TtsOrleans.Abstractions.Caching;

namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>What the stream of one piece is made of.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceItem")]
public abstract record PieceItem;

/// <summary>The silo has taken the order; audio follows.</summary>
/// <param name="Waits">Whether it has to wait for a slot; false too from a silo that does not say so yet.</param>
/// <param name="Ticket">Names it where it waits, for <see cref="ISynthesizer.GiveBack"/>.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceAccepted")]
public sealed record PieceAccepted([property: Id(0)] bool Waits, [property: Id(1)] long Ticket) : PieceItem;

/// <summary>The silo's queue is full or it drains; nothing follows, another silo may take the order.</summary>
/// <param name="Busy">Slots at work.</param>
/// <param name="Waiting">Sentences waiting for a slot.</param>
/// <param name="Draining">Whether the silo takes no more work at all.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceRefused")]
public sealed record PieceRefused([property: Id(0)] int Busy, [property: Id(1)] int Waiting, [property: Id(2)] bool Draining) : PieceItem;

/// <summary>The shape of the piece, before its first sample.</summary>
/// <param name="Durations">Frames of each unit; they sum to all frames of the piece.</param>
/// <param name="Hop">Samples a frame.</param>
/// <param name="Cache">Where the audio comes from.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceHeader")]
public sealed record PieceHeader(
    [property: Id(0)] ImmutableArray<int> Durations,
    [property: Id(1)] int Hop,
    [property: Id(2)] CacheOutcome Cache) : PieceItem;

/// <summary>Consecutive samples of the piece.</summary>
/// <param name="Sample">Index within the piece of the first sample.</param>
/// <param name="Pcm">16-bit little-endian mono, at most 64 KB, never written to again.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceAudio")]
public sealed record PieceAudio([property: Id(0)] long Sample, [property: Id(1)] byte[] Pcm) : PieceItem;

/// <summary>The order lives, though nothing else is ready.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceHeartbeat")]
public sealed record PieceHeartbeat : PieceItem;

/// <summary>Every sample was delivered.</summary>
/// <param name="Samples">Samples of the whole piece.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceEnded")]
public sealed record PieceEnded([property: Id(0)] long Samples) : PieceItem;
