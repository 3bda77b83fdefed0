namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>What is sent as a file, whole or in ranges: of a known length, sought in, read asynchronously, never written to.</summary>
internal abstract class SentFile(long length) : Stream
{
    private long _position;

    public override long Length => length;

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
            _ => length,
        });
        ArgumentOutOfRangeException.ThrowIfNegative(position, nameof(offset));
        return _position = position;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("It is fixed.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is fixed.");

    /// <summary>So many bytes were read.</summary>
    protected void Advance(int bytes) => _position += bytes;
}
