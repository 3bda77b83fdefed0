using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TtsOrleans.Speech.Audio;

/// <summary>16-bit little-endian linear samples, one channel.</summary>
public static class Pcm16
{
    /// <summary>Bytes of a sample.</summary>
    public const int BytesPerSample = 2;

    /// <summary>Scales [−1, 1] to ±32767, rounds to nearest (ties to even), clips what lies outside; NaN becomes 0.</summary>
    /// <returns>A fresh array.</returns>
    public static byte[] FromFloat(ReadOnlySpan<float> samples)
    {
        var pcm = GC.AllocateUninitializedArray<byte>(samples.Length * BytesPerSample);
        if (BitConverter.IsLittleEndian)
        {
            Convert(samples, MemoryMarshal.Cast<byte, short>(pcm.AsSpan()));
        }
        else
        {
            for (var index = 0; index < samples.Length; index++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(index * BytesPerSample), Convert(samples[index]));
            }
        }

        return pcm;
    }

    /// <summary>The rule for one sample.</summary>
    internal static short Convert(float sample) => float.IsNaN(sample) ? (short)0 : (short)MathF.Round(Math.Clamp(sample * 32767f, -32768f, 32767f), MidpointRounding.ToEven);

    /// <summary>Sixteen samples at a time; lane by lane the same operations as the scalar rule, so the same bits.</summary>
    private static void Convert(ReadOnlySpan<float> samples, Span<short> pcm)
    {
        var index = 0;
        for (; index <= samples.Length - 16; index += 16)
        {
            Vector256.Narrow(Eight(samples[index..]), Eight(samples[(index + 8)..])).CopyTo(pcm[index..]);
        }

        for (; index < samples.Length; index++)
        {
            pcm[index] = Convert(samples[index]);
        }
    }

    private static Vector256<int> Eight(ReadOnlySpan<float> samples)
    {
        var values = Vector256.Create(samples);
        var numbers = Vector256.ConditionalSelect(Vector256.Equals(values, values), values * 32767f, Vector256<float>.Zero);
        return Vector256.ConvertToInt32(Vector256.Round(Vector256.Min(Vector256.Max(numbers, Vector256.Create(-32768f)), Vector256.Create(32767f)), MidpointRounding.ToEven));
    }
}
