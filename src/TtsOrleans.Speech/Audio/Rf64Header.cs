using System.Buffers.Binary;

namespace TtsOrleans.Speech.Audio;

/// <summary>The 80 bytes before 16-bit mono samples in an RF64 file (EBU Tech 3306): a WAV file whose sizes are 64-bit, in a chunk of their own.</summary>
public static class Rf64Header
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 80;

    private const int SizesAt = 12;
    private const int SizesBytes = 28;
    private const int FormatAt = SizesAt + 8 + SizesBytes;
    private const int DataAt = FormatAt + 24;

    /// <summary>The header of a file whose length is known.</summary>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="dataBytes">Bytes of samples that follow: even.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or half a sample.</exception>
    public static byte[] ForLength(int sampleRate, long dataBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegative(dataBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dataBytes % Pcm16.BytesPerSample, 0, nameof(dataBytes));
        var header = new byte[Length];
        "RF64"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), uint.MaxValue); // the 64-bit size counts
        "WAVE"u8.CopyTo(header.AsSpan(8));
        "ds64"u8.CopyTo(header.AsSpan(SizesAt));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(SizesAt + 4), SizesBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(SizesAt + 8), dataBytes + Length - 8);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(SizesAt + 16), dataBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(SizesAt + 24), dataBytes / Pcm16.BytesPerSample);
        WavHeader.WriteFormat(header.AsSpan(FormatAt), sampleRate); // behind a table of no further sizes, four zero bytes
        "data"u8.CopyTo(header.AsSpan(DataAt));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(DataAt + 4), uint.MaxValue);
        return header;
    }
}
