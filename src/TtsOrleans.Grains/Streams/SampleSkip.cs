using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Streams;

/// <summary>Cuts what was heard already from the front of audio that comes again.</summary>
internal static class SampleSkip
{
    /// <summary>Bytes of a sample: 16 bit mono.</summary>
    public const int SampleBytes = 2;

    /// <summary>What of <paramref name="audio"/> lies at or behind sample <paramref name="from"/>; the same object if all of it, null if nothing.</summary>
    public static PieceAudio? From(PieceAudio audio, long from)
    {
        var skip = from - audio.Sample;
        if (skip <= 0)
        {
            return audio;
        }

        var bytes = skip * SampleBytes;
        return bytes >= audio.Pcm.Length ? null : new(from, audio.Pcm.AsSpan((int)bytes).ToArray());
    }
}
