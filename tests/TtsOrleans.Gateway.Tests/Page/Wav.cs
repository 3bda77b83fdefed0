using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>A WAV file of 16-bit mono samples with a 44-byte header, taken apart.</summary>
internal sealed record Wav(int SampleRate, short[] Samples)
{
    public double Seconds => Samples.Length / (double)SampleRate;

    public static Wav Read(ReadOnlySpan<byte> file)
    {
        Assert.Equal("RIFF"u8, file[..4]);
        Assert.Equal("WAVEfmt "u8, file[8..16]);
        Assert.Equal("data"u8, file[36..40]);
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(file[22..]));
        Assert.Equal(16, BinaryPrimitives.ReadInt16LittleEndian(file[34..]));
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file[4..]));
        Assert.Equal(file.Length - 44, BinaryPrimitives.ReadInt32LittleEndian(file[40..]));
        return new(BinaryPrimitives.ReadInt32LittleEndian(file[24..]), MemoryMarshal.Cast<byte, short>(file[44..]).ToArray());
    }
}
