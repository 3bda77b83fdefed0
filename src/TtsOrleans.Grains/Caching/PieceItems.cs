using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;

namespace TtsOrleans.Grains.Caching;

/// <summary>Kept audio as the stream it once was.</summary>
internal static class PieceItems
{
    /// <summary>Header, audio from <paramref name="fromSample"/> on, end; whole chunks are handed out as they are.</summary>
    public static IEnumerable<PieceItem> Of(CachedAudio audio, CacheOutcome outcome, long fromSample)
    {
        yield return new PieceHeader(audio.Durations, audio.Hop, outcome);
        var sample = 0L;
        foreach (var chunk in audio.Chunks)
        {
            if (SampleSkip.From(new(sample, chunk), fromSample) is { } rest)
            {
                yield return rest;
            }

            sample += chunk.Length / SampleSkip.SampleBytes;
        }

        yield return new PieceEnded(sample);
    }
}
