using System.Buffers.Binary;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>Sound whose every sample is known: a tone of its own for each chapter.</summary>
internal static class FakeAudio
{
    public const int ChunkSamples = 16 * 1024;

    /// <summary>Samples of a chapter as bytes.</summary>
    public static byte[] Pcm(int chapter, long from, int count)
    {
        var pcm = new byte[count * 2];
        for (var index = 0; index < count; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(index * 2), Sample(chapter, from + index));
        }

        return pcm;
    }

    /// <summary>A triangle wave that grows louder for a minute, so that no second sounds like another.</summary>
    private static short Sample(int chapter, long index)
    {
        var period = 80 + (chapter * 7);
        var phase = (int)(index % period);
        var height = 2000 + (int)(index / 24 % 20_000);
        return (short)((Math.Abs((phase * 4) - (period * 2)) - period) * height / period);
    }
}
