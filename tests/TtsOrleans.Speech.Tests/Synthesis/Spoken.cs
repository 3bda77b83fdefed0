using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TtsOrleans.Speech.Synthesis;

namespace TtsOrleans.Speech.Tests.Synthesis;

/// <summary>Everything an engine made of a piece, its order checked.</summary>
internal sealed record Spoken(ImmutableArray<int> Durations, int Hop, byte[] Pcm, ImmutableArray<int> WindowFrames)
{
    public ReadOnlySpan<short> Samples => MemoryMarshal.Cast<byte, short>(Pcm);

    public static Spoken By(ISpeechEngine engine, EngineInput input)
    {
        var outputs = engine.Speak(input, CancellationToken.None).ToList();
        var durations = Assert.IsType<FrameDurations>(outputs[0]);
        var windows = outputs.Skip(1).Select(Assert.IsType<PcmWindow>).ToList();
        var pcm = new List<byte>();
        foreach (var window in windows)
        {
            Assert.Equal(pcm.Count / 2, window.Sample);
            pcm.AddRange(window.Pcm);
        }

        Assert.Equal(durations.Durations.Sum() * durations.Hop * 2, pcm.Count);
        return new(durations.Durations, durations.Hop, [.. pcm], [.. windows.Select(window => window.Pcm.Length / 2 / durations.Hop)]);
    }

    public static int LargestDifference(ReadOnlySpan<short> one, ReadOnlySpan<short> other)
    {
        Assert.Equal(one.Length, other.Length);
        var largest = 0;
        for (var index = 0; index < one.Length; index++)
        {
            largest = Math.Max(largest, Math.Abs(one[index] - other[index]));
        }

        return largest;
    }
}
