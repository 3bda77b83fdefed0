using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>A recording as a file that is nowhere stored: a header and the samples, read from the cluster from wherever it is asked for.</summary>
/// <param name="header">Bytes before the samples.</param>
/// <param name="recording">The samples.</param>
/// <param name="reader">Reads them.</param>
internal sealed class RecordingStream(byte[] header, Recording recording, RecordingReader reader) : Stream
{
    private IAsyncEnumerator<ReadOnlyMemory<byte>>? _samples;
    private ReadOnlyMemory<byte> _rest;
    private long _position;

    public override long Length { get; } = header.Length + recording.Bytes;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Position { get => _position; set => Seek(value, SeekOrigin.Begin); }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = offset + (origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            _ => Length,
        });
        ArgumentOutOfRangeException.ThrowIfNegative(position, nameof(offset));
        if (_samples is not null && position != _position)
        {
            throw new NotSupportedException("A recording is sought in before it is read.");
        }

        return _position = position;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (_position < header.Length)
        {
            return Take(header.AsMemory((int)_position), buffer);
        }

        if (_samples is null)
        {
            var offset = _position - header.Length;
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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A recording is read asynchronously.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A recording is fixed.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A recording is fixed.");

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
        _position += count;
        return count;
    }
}
