using System.Buffers.Binary;
using CsCheck;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Tests.Audio;

public sealed class Pcm16Tests
{
    [Theory]
    [InlineData(0f, 0)]
    [InlineData(1f, 32_767)]
    [InlineData(-1f, -32_767)]
    [InlineData(1.5f, 32_767)]
    [InlineData(-2f, -32_768)]
    [InlineData(float.PositiveInfinity, 32_767)]
    [InlineData(float.NegativeInfinity, -32_768)]
    [InlineData(float.NaN, 0)]
    [InlineData(0.5f / 32_767f, 0)]
    [InlineData(0.51f / 32_767f, 1)]
    [InlineData(-1.49f / 32_767f, -1)]
    public void FromFloat_OneSample_RoundsAndClips(float sample, int expected)
    {
        var pcm = Pcm16.FromFloat([.. Enumerable.Repeat(sample, 19)]);

        for (var at = 0; at < pcm.Length; at += 2)
        {
            Assert.Equal(expected, BinaryPrimitives.ReadInt16LittleEndian(pcm.AsSpan(at)));
        }
    }

    [Fact]
    public void FromFloat_AnySamplesAtAnyPlace_FollowTheScalarRule() =>
        Gen.OneOf(Gen.Single, Gen.Single[-1.1f, 1.1f], Gen.Int[-40_000, 40_000].Select(step => (step + 0.5f) / 32_767f)).Array[0, 70].Sample(samples =>
            Pcm16.FromFloat(samples).Chunk(2).Select(bytes => BitConverter.ToInt16(bytes)).SequenceEqual(samples.Select(Pcm16.Convert)));
}
