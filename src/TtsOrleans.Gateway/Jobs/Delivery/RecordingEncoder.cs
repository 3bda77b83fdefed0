using System.Runtime.CompilerServices;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>Makes files of recordings in any format and at their volume, while they are read.</summary>
internal sealed class RecordingEncoder(RecordingReader reader, FfmpegEncoder encoder)
{
    /// <summary>Room for headers and the last frames.</summary>
    private const long Slack = 256 * 1024;

    /// <summary>How much smaller than its samples a compressed format with losses is at least.</summary>
    private const long LossyFactor = 3;

    /// <summary>The bytes of the file in order; equal recordings give equal bytes.</summary>
    /// <exception cref="EncoderException">The encoder is missing, busy or failed.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> EncodeAsync(Recording recording, AudioFormat format, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (format == AudioFormats.Wav)
        {
            yield return WavHeader.ForAnyLength(recording.SampleRate, recording.Bytes);
        }

        await using var encoding = format.NeedsEncoder ? await encoder.Start(format, recording.SampleRate, cancellationToken) : null;
        var samples = AtVolumeAsync(recording, cancellationToken);
        await foreach (var bytes in (encoding is null ? samples : encoding.Encode(samples, cancellationToken)).WithCancellation(cancellationToken))
        {
            yield return bytes;
        }
    }

    /// <summary>Bytes that the file has at most.</summary>
    public static long MostBytes(Recording recording, AudioFormat format) =>
        Slack + (format.NeedsEncoder && format != AudioFormats.Flac ? recording.Bytes / LossyFactor : recording.Bytes + (recording.Bytes / 64));

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> AtVolumeAsync(Recording recording, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var volume = new VolumeLimiter(recording.Volume, recording.SampleRate);
        await foreach (var pcm in reader.ReadAsync(recording, 0, cancellationToken))
        {
            if (volume.Process(pcm) is { IsEmpty: false } samples)
            {
                yield return samples;
            }
        }

        if (volume.Finish() is { IsEmpty: false } last)
        {
            yield return last;
        }
    }
}
