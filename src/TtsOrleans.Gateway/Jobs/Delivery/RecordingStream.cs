using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>A recording as a file that is nowhere stored: a header and the samples, read from the cluster from wherever it is asked for.</summary>
/// <param name="header">Bytes before the samples.</param>
/// <param name="recording">The samples.</param>
/// <param name="reader">Reads them.</param>
internal sealed class RecordingStream(byte[] header, Recording recording, RecordingReader reader) : SentFile(header.Length + recording.Bytes)
{
    private IAsyncEnumerator<ReadOnlyMemory<byte>>? _samples;
    private ReadOnlyMemory<byte> _rest;

    public override long Seek(long offset, SeekOrigin origin)
    {
        var before = Position;
        var position = base.Seek(offset, origin);
        return _samples is null || position == before ? position : throw new NotSupportedException("A recording is sought in before it is read.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (Position < header.Length)
        {
            return Take(header.AsMemory((int)Position), buffer);
        }

        if (_samples is null)
        {
            var offset = Position - header.Length;
            _samples = reader.ReadAsync(recording, offset / Pcm16.BytesPerSample, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await AdvanceAsync();
            _rest = _rest[(int)(offset % Pcm16.BytesPerSample)..];
        }
        else if (_rest.IsEmpty)
        {
            await AdvanceAsync();
        }

        var taken = Take(_rest, buffer);
        _rest = _rest[taken..];
        return taken;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_samples is not null)
        {
            await _samples.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private async ValueTask AdvanceAsync() =>
        _rest = await _samples!.MoveNextAsync() ? _samples.Current : throw new EndOfStreamException("The recording is shorter than it says.");

    private int Take(ReadOnlyMemory<byte> from, Memory<byte> to)
    {
        var count = Math.Min(from.Length, to.Length);
        from[..count].CopyTo(to);
        Advance(count);
        return count;
    }
}
