namespace TtsOrleans.Gateway.Audio;

/// <summary>Chunks of memory as one seekable stream to read from; nothing is copied before it is asked for.</summary>
internal sealed class ChunkStream : Stream
{
    private readonly ReadOnlyMemory<byte>[] _chunks;
    private readonly long[] _starts;
    private long _position;

    public ChunkStream(ReadOnlyMemory<byte>[] chunks)
    {
        _chunks = chunks;
        _starts = new long[chunks.Length];
        for (var index = 0; index < chunks.Length; index++)
        {
            _starts[index] = Length;
            Length += chunks[index].Length;
        }
    }

    public override long Length { get; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A position is not negative.");
    }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        for (var index = IndexOf(_position); index < _chunks.Length && read < buffer.Length; index++)
        {
            var rest = _chunks[index].Span[(int)Math.Min(_chunks[index].Length, _position - _starts[index])..];
            var count = Math.Min(rest.Length, buffer.Length - read);
            rest[..count].CopyTo(buffer[read..]);
            read += count;
            _position += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("The chunks are fixed.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The chunks are fixed.");

    private int IndexOf(long position)
    {
        var found = Array.BinarySearch(_starts, position);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }
}
