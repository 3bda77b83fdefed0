using System.Buffers.Binary;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Tests.Audio;

public sealed class WavHeaderTests
{
    [Fact]
    public void ForLength_KnownLength_IsTheStandardHeader()
    {
        var header = WavHeader.ForLength(24_000, 1_000);

        Assert.Equal(
            "524946460C04000057415645666D7420100000000100010" + "0C05D000080BB00000200100064617461E8030000",
            Convert.ToHexString(header));
    }

    [Fact]
    public void Streamed_HasBothSizesUnknown()
    {
        var header = WavHeader.Streamed(24_000);

        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)));
        Assert.Equal(uint.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(40)));
        Assert.Equal(WavHeader.ForLength(24_000, 0).AsSpan(8, 32).ToArray(), header.AsSpan(8, 32).ToArray());
    }

    [Fact]
    public void ForLength_LargestFile_FitsItsSizeField() =>
        Assert.True(BinaryPrimitives.ReadUInt32LittleEndian(WavHeader.ForLength(24_000, WavHeader.MaxDataBytes - 1).AsSpan(4)) >= WavHeader.MaxDataBytes);

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    [InlineData(4_294_967_294)]
    public void ForLength_WhatAWavCannotHold_IsRefused(long bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WavHeader.ForLength(24_000, bytes));
}
