using System.Buffers.Binary;

namespace TtsOrleans.Speech.Audio;

/// <summary>
/// Applies a volume to a stream of 16-bit samples. Up to 1 it only scales; above, a peak limiter keeps loud places below full scale instead of clipping them.
/// The bytes that come out in all depend on the samples alone, not on how they were cut into chunks. For one stream, one thread at a time.
/// </summary>
public sealed class VolumeLimiter
{
    /// <summary>The loudest volume.</summary>
    public const float MaxFactor = 2;

    private readonly float _factor;
    private readonly PeakGain? _gain;
    private readonly int[] _delayed;
    private long _taken;
    private int _slot;

    /// <summary>Begins a stream.</summary>
    /// <param name="factor">Volume, 0 … <see cref="MaxFactor"/>; 1 leaves every bit as it is.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">The volume is no number in the range.</exception>
    public VolumeLimiter(float factor, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (!(factor is >= 0 and <= MaxFactor))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"A volume is within 0 … {MaxFactor}.");
        }

        _factor = factor;
        _gain = factor > 1 ? new PeakGain(sampleRate) : null;
        _delayed = new int[_gain?.LookAhead ?? 0];
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="pcm">Whole samples, any number of them.</param>
    /// <returns>What is ready: at volumes above 1 a few milliseconds late. At volume 1 the very memory that came in.</returns>
    /// <exception cref="ArgumentException">Half a sample.</exception>
    public ReadOnlyMemory<byte> Process(ReadOnlyMemory<byte> pcm)
    {
        if (pcm.Length % Pcm16.BytesPerSample != 0)
        {
            throw new ArgumentException("The chunk ends in half a sample.", nameof(pcm));
        }

        return _factor == 1 ? pcm : _gain is null ? Scale(pcm.Span) : Limit(pcm.Span, _gain);
    }

    /// <summary>The last samples, after which the stream is over.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        if (_gain is null)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        // Silence pushes the held samples out; where fewer came than are held, the first to come out were never there.
        var before = _gain.LookAhead - (int)Math.Min(_taken, _gain.LookAhead);
        var last = new byte[(_gain.LookAhead - before) * Pcm16.BytesPerSample];
        for (var index = 0; index < _gain.LookAhead; index++)
        {
            var oldest = Exchange(0);
            var applied = _gain.Next(0);
            if (index >= before)
            {
                Write(last, index - before, oldest, applied);
            }
        }

        return last;
    }

    private byte[] Scale(ReadOnlySpan<byte> pcm)
    {
        var scaled = new byte[pcm.Length];
        for (var at = 0; at < pcm.Length; at += Pcm16.BytesPerSample)
        {
            var sample = BinaryPrimitives.ReadInt16LittleEndian(pcm[at..]) * _factor;
            BinaryPrimitives.WriteInt16LittleEndian(scaled.AsSpan(at), (short)MathF.Round(sample));
        }

        return scaled;
    }

    private byte[] Limit(ReadOnlySpan<byte> pcm, PeakGain gain)
    {
        var samples = pcm.Length / Pcm16.BytesPerSample;
        var ready = new byte[(int)Math.Max(0, samples - Math.Max(0, gain.LookAhead - _taken)) * Pcm16.BytesPerSample];
        var written = 0;
        for (var index = 0; index < samples; index++)
        {
            // 1/256ths of a sample: what volume adds below one step is rounded once, at the end.
            var louder = (int)MathF.Round(BinaryPrimitives.ReadInt16LittleEndian(pcm[(index * Pcm16.BytesPerSample)..]) * _factor * 256);
            var oldest = Exchange(louder);
            var applied = gain.Next(Math.Abs(louder));
            if (_taken > gain.LookAhead)
            {
                Write(ready, written++, oldest, applied);
            }
        }

        return ready;
    }

    private int Exchange(int sample)
    {
        var oldest = _delayed[_slot];
        _delayed[_slot] = sample;
        _slot = _slot + 1 == _delayed.Length ? 0 : _slot + 1;
        _taken++;
        return oldest;
    }

    private static void Write(byte[] pcm, int index, int sample, long gain)
    {
        var value = (sample * gain) + (1L << (PeakGain.Bits + 7)) >> (PeakGain.Bits + 8);
        BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(index * Pcm16.BytesPerSample), (short)Math.Clamp(value, short.MinValue, short.MaxValue));
    }
}
