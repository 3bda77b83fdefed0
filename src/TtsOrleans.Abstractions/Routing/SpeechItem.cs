using System.Collections.Immutable;
using TtsOrleans.Abstractions.Caching;

namespace TtsOrleans.Abstractions.Routing;

/// <summary>What a stream of speech is made of.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SpeechItem")]
public abstract record SpeechItem;

/// <summary>A stream was opened; the first item of each.</summary>
/// <param name="Silo">Parsable address of the silo that routes it: who finds one stream silent knows which others to leave.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SpeechOpened")]
public sealed record SpeechOpened([property: Id(0)] string Silo) : SpeechItem;

/// <summary>Audio of the next piece of the text begins.</summary>
/// <param name="Index">Index of the piece, from 0; counts up by one.</param>
/// <param name="Start">Where the piece begins in the request's text, UTF-16 units.</param>
/// <param name="Length">UTF-16 units of the piece; pieces cover the text from its first to its last spoken character.</param>
/// <param name="Samples">Samples of the piece at the voice's rate.</param>
/// <param name="Cache">Where its audio comes from.</param>
/// <param name="Words">Timed words, when the request asked for them; empty otherwise.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceStarted")]
public sealed record PieceStarted(
    [property: Id(0)] int Index,
    [property: Id(1)] int Start,
    [property: Id(2)] int Length,
    [property: Id(3)] long Samples,
    [property: Id(4)] CacheOutcome Cache,
    [property: Id(5)] ImmutableArray<TimedSpan> Words) : SpeechItem;

/// <summary>Consecutive samples of a piece.</summary>
/// <param name="Piece">Index of the piece.</param>
/// <param name="Sample">Index within the piece of the first sample.</param>
/// <param name="Pcm">16-bit little-endian mono, at most 64 KB, never written to again.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.AudioChunk")]
public sealed record AudioChunk(
    [property: Id(0)] int Piece,
    [property: Id(1)] long Sample,
    [property: Id(2)] byte[] Pcm) : SpeechItem;

/// <summary>The stream lives, though nothing else is ready.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.Heartbeat")]
public sealed record Heartbeat : SpeechItem;

/// <summary>The whole text was spoken; a stream without this item is broken, whatever it looked like.</summary>
/// <param name="Pieces">Pieces of the text; 0 if there was nothing in it to read.</param>
/// <param name="Samples">Samples of all pieces, those before the start position included only if they were delivered.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SpeechEnded")]
public sealed record SpeechEnded([property: Id(0)] int Pieces, [property: Id(1)] long Samples) : SpeechItem;
