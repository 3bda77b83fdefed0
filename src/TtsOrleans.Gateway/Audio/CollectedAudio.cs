using System.IO.Hashing;

namespace TtsOrleans.Gateway.Audio;

/// <summary>A whole answer: in memory by reference to the chunks it came in, beyond a limit in a temporary file.</summary>
/// <param name="headerBytes">Bytes kept free before the first one, for <see cref="OpenReadAsync"/>'s header.</param>
/// <param name="memoryLimit">Bytes that may lie in memory.</param>
internal sealed class CollectedAudio(int headerBytes, long memoryLimit) : IAsyncDisposable
{
    private readonly XxHash128 _hash = new();
    private readonly List<ReadOnlyMemory<byte>> _chunks = [];
    private FileStream? _file;

    /// <summary>Bytes collected, the header not counted.</summary>
    public long Length { get; private set; }

    /// <summary>Whether it has gone to a file.</summary>
    public bool Spooled => _file is not null;

    /// <summary>Digest of all bytes collected, lower-case hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Takes the next bytes, which nobody may change afterwards.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Length += bytes.Length;
        _hash.Append(bytes.Span);
        if (_file is not null)
        {
            await _file.WriteAsync(bytes, cancellationToken);
            return;
        }

        _chunks.Add(bytes);
        if (Length > memoryLimit)
        {
            await SpoolAsync(cancellationToken);
        }
    }

    /// <summary>The whole, from its header on; once.</summary>
    public async ValueTask<Stream> OpenReadAsync(ReadOnlyMemory<byte> header, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(header.Length, headerBytes, nameof(header));
        if (_file is null)
        {
            return new ChunkStream([header, .. _chunks]);
        }

        _file.Position = 0;
        await _file.WriteAsync(header, cancellationToken);
        _file.Position = 0;
        return _file;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask SpoolAsync(CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options) { Position = headerBytes };
        foreach (var chunk in _chunks)
        {
            await _file.WriteAsync(chunk, cancellationToken);
        }

        _chunks.Clear();
    }
}
