using System.Buffers.Binary;

namespace TtsOrleans.Speech.Audio;

/// <summary>The 44 bytes before 16-bit mono samples in a WAV file.</summary>
public static class WavHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 44;

    /// <summary>The most samples' bytes a WAV file can hold: its sizes are 32-bit.</summary>
    public const long MaxDataBytes = uint.MaxValue - (Length - 8);

    /// <summary>The header of a file whose length is known.</summary>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="dataBytes">Bytes of samples that follow: even, at most <see cref="MaxDataBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A WAV file cannot hold that much, or it is half a sample.</exception>
    public static byte[] ForLength(int sampleRate, long dataBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dataBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dataBytes, MaxDataBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dataBytes % Pcm16.BytesPerSample, 0, nameof(dataBytes));
        return Write(sampleRate, (uint)(dataBytes + Length - 8), (uint)dataBytes);
    }

    /// <summary>The header of a file of any length: beyond what a WAV file can hold it is <see cref="Rf64Header"/>'s.</summary>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="dataBytes">Bytes of samples that follow: even.</param>
    public static byte[] ForAnyLength(int sampleRate, long dataBytes) =>
        dataBytes <= MaxDataBytes ? ForLength(sampleRate, dataBytes) : Rf64Header.ForLength(sampleRate, dataBytes);

    /// <summary>The header of a stream whose length nobody knows yet: both sizes are 0xFFFFFFFF, which players take as "until the end".</summary>
    public static byte[] Streamed(int sampleRate) => Write(sampleRate, uint.MaxValue, uint.MaxValue);

    private static byte[] Write(int sampleRate, uint riffBytes, uint dataBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        var header = new byte[Length];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), riffBytes);
        "WAVE"u8.CopyTo(header.AsSpan(8));
        WriteFormat(header.AsSpan(12), sampleRate);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), dataBytes);
        return header;
    }

    /// <summary>Writes the chunk that says how the samples are to be taken.</summary>
    internal static void WriteFormat(Span<byte> chunk, int sampleRate)
    {
        "fmt "u8.CopyTo(chunk);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[4..], 16); // bytes of the format that follows
        BinaryPrimitives.WriteUInt16LittleEndian(chunk[8..], 1); // linear PCM
        BinaryPrimitives.WriteUInt16LittleEndian(chunk[10..], 1); // one channel
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[12..], (uint)sampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[16..], (uint)sampleRate * Pcm16.BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk[20..], Pcm16.BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk[22..], 16); // bits of a sample
    }
}
