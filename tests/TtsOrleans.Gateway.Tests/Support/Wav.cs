using System.Buffers.Binary;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>A WAV file, taken apart.</summary>
internal sealed record Wav(int SampleRate, uint RiffBytes, uint DataBytes, byte[] Pcm)
{
    public static Wav Parse(byte[] file)
    {
        Assert.Equal("RIFF"u8, file.AsSpan(0, 4));
        Assert.Equal("WAVEfmt "u8, file.AsSpan(8, 8));
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(20)));
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(22)));
        Assert.Equal(16, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(34)));
        Assert.Equal("data"u8, file.AsSpan(36, 4));
        return new(
            BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)),
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)),
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(40)),
            file[44..]);
    }

    /// <summary>Whether anything is to be heard.</summary>
    public bool Sounds => Enumerable.Range(0, Pcm.Length / 2).Any(index => Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(Pcm.AsSpan(index * 2))) > 1000);
}
