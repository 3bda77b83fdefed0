using System.Collections.Immutable;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>What an engine yields.</summary>
public abstract record EngineOutput;

/// <summary>Frames of each unit, before any audio.</summary>
/// <param name="Durations">One number a unit; they sum to the frames of the piece.</param>
/// <param name="Hop">Samples a frame.</param>
public sealed record FrameDurations(ImmutableArray<int> Durations, int Hop) : EngineOutput;

/// <summary>Consecutive samples.</summary>
/// <param name="Sample">Index within the piece of the first sample.</param>
/// <param name="Pcm">16-bit little-endian mono; a fresh array that nobody writes to again.</param>
public sealed record PcmWindow(long Sample, byte[] Pcm) : EngineOutput;
