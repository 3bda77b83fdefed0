using CsCheck;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Tests.Audio;

public sealed class VolumeLimiterTests
{
    private const int Rate = 24_000;

    private static readonly Gen<short[]> s_speech = Gen.OneOf(
        Gen.Short.Array[0, 2_000],
        Gen.Short[-3_000, 3_000].Array[0, 2_000],
        Gen.Select(Gen.Double[20, 4_000], Gen.Int[0, 3_000], (hertz, length) => Enumerable.Range(0, length).Select(n => (short)(32_767 * Math.Sin(2 * Math.PI * hertz * n / Rate))).ToArray()));

    [Fact]
    public void Process_VolumeOne_IsTheVeryMemory()
    {
        var pcm = new byte[] { 1, 2, 255, 127, 0, 128 };
        var limiter = new VolumeLimiter(1, Rate);

        Assert.True(limiter.Process(pcm).Equals(pcm.AsMemory()));
        Assert.True(limiter.Finish().IsEmpty);
    }

    [Fact]
    public void Process_AnyChunking_GivesTheSameBytes() =>
        Gen.Select(s_speech, Gen.Single[0, 2], Gen.Int[0, 400].Array[0, 40]).Sample((samples, factor, cuts) =>
            Run(samples, factor, [samples.Length]).SequenceEqual(Run(samples, factor, cuts)));

    [Fact]
    public void Process_VolumeUpToOne_OnlyScales() =>
        Gen.Select(s_speech, Gen.Single[0, 1]).Sample((samples, factor) =>
            Run(samples, factor, [samples.Length]).SequenceEqual(samples.Select(sample => factor == 1 ? sample : (short)MathF.Round(sample * factor))));

    [Fact]
    public void Process_LouderWithRoomToSpare_OnlyScales() =>
        Gen.Select(Gen.Short[-15_000, 15_000].Array[0, 1_000], Gen.Single[1.01f, 2]).Sample((samples, factor) =>
            Run(samples, factor, [samples.Length]).Zip(samples).All(pair => Math.Abs(pair.First - (pair.Second * factor)) <= 0.51));

    [Fact]
    public void Process_Louder_KeepsLengthSignAndCeiling() =>
        Gen.Select(s_speech, Gen.Single[1.01f, 2]).Sample((samples, factor) =>
        {
            var louder = Run(samples, factor, [samples.Length]);
            return louder.Length == samples.Length
                && louder.Zip(samples).All(pair => Math.Sign(pair.First) * Math.Sign(pair.Second) >= 0 && Math.Abs((int)pair.First) <= 32_021);
        });

    [Fact]
    public void Process_Louder_AgreesWithTheNaiveCurve() =>
        Gen.Select(s_speech, Gen.Single[1.01f, 2]).Sample(
            (samples, factor) => Run(samples, factor, [samples.Length]).Zip(Naive(samples, factor)).All(pair => Math.Abs(pair.First - pair.Second) <= 1),
            iter: 30);

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(2.01f)]
    [InlineData(float.NaN)]
    public void New_VolumeOutOfRange_IsRefused(float factor) => Assert.Throws<ArgumentOutOfRangeException>(() => new VolumeLimiter(factor, Rate));

    [Fact]
    public void Process_HalfASample_IsRefused() => Assert.Throws<ArgumentException>(() => new VolumeLimiter(1, Rate).Process(new byte[3]));

    /// <summary>The limiter's definition in floating point, every window walked in full.</summary>
    private static IEnumerable<double> Naive(short[] samples, double factor)
    {
        const int ahead = 60;
        var needed = samples.Select(sample => Math.Min(1, 32_020 / Math.Max(1, Math.Abs(sample * factor)))).ToArray();
        var held = new List<double>();
        for (var n = 0; n < samples.Length; n++)
        {
            var lowest = needed.Skip(n).Take(ahead + 1).Min();
            var last = n == 0 ? Before(needed, ahead) : held[^1];
            held.Add(Math.Min(lowest, last + ((1 - last) / (Rate * 0.08))));
        }

        return samples.Select((sample, n) => sample * factor * Enumerable.Range(n - ahead, ahead + 1).Average(at => at < 0 ? BeforeAt(needed, ahead, at) : held[at]));
    }

    private static double Before(double[] needed, int ahead) => BeforeAt(needed, ahead, -1);

    /// <summary>The curve before the first sample, where the look-ahead already sees it.</summary>
    private static double BeforeAt(double[] needed, int ahead, int at)
    {
        var last = 1.0;
        for (var n = -ahead; n <= at; n++)
        {
            var lowest = needed.Take(Math.Max(0, n + ahead + 1)).DefaultIfEmpty(1).Min();
            last = Math.Min(lowest, last + ((1 - last) / (Rate * 0.08)));
        }

        return last;
    }

    private static short[] Run(short[] samples, float factor, int[] cuts)
    {
        var limiter = new VolumeLimiter(factor, Rate);
        var pcm = samples.SelectMany(BitConverter.GetBytes).ToArray();
        var output = new List<byte>();
        var at = 0;
        foreach (var cut in cuts.Append(samples.Length))
        {
            var length = Math.Min(cut * 2, pcm.Length - at);
            output.AddRange(limiter.Process(pcm.AsMemory(at, length)).ToArray());
            at += length;
        }

        output.AddRange(limiter.Finish().ToArray());
        return [.. output.Chunk(2).Select(bytes => BitConverter.ToInt16(bytes))];
    }
}
