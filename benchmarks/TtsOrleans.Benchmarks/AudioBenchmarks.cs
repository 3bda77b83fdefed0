using BenchmarkDotNet.Attributes;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Benchmarks;

/// <summary>What is done to one second of finished samples.</summary>
[MemoryDiagnoser]
public class AudioBenchmarks
{
    private const int Rate = 24_000;

    private readonly byte[] _second = Pcm16.FromFloat([.. Enumerable.Range(0, Rate).Select(n => 0.9f * MathF.Sin(2 * MathF.PI * 220 * n / Rate))]);

    [Params(0.5f, 1f, 1.5f)]
    public float Volume { get; set; }

    [Benchmark]
    public int Limit()
    {
        var limiter = new VolumeLimiter(Volume, Rate);
        return limiter.Process(_second).Length + limiter.Finish().Length;
    }

    [Benchmark]
    public byte[] Header() => WavHeader.ForLength(Rate, _second.Length);
}
