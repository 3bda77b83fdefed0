using System.IO.Hashing;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using TtsOrleans.Abstractions;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>
/// A file that is made once and read by many, while it grows or afterwards. Only this process can reach it: it has no name, so that the
/// system takes it back even if the process is killed.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    private const int ReadBytes = 64 * 1024;
    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file = Create();
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _length;

    /// <summary>Bytes there are so far.</summary>
    public long Length
    {
        get
        {
            lock (_lock)
            {
                return _length;
            }
        }
    }

    /// <summary>Digest of the finished file, lower-case hexadecimal.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Completes when the file is whole; fails as its making fails.</summary>
    public Task Making { get; private set; } = Task.CompletedTask;

    /// <summary>Begins its making, which calls <see cref="FillAsync"/>. Once.</summary>
    public void Begin(Func<Task> make) => Making = Task.Run(make);

    /// <summary>Fills the file.</summary>
    /// <param name="bytes">What it is to hold.</param>
    /// <param name="grows">Told the length that the next bytes will make, before they are written; throws where there is no room.</param>
    public async Task FillAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> bytes, Action<long> grows)
    {
        var hash = new XxHash128();
        var length = 0L;
        await foreach (var next in bytes)
        {
            grows(length + next.Length);
            await WriteAsync(next, length);
            hash.Append(next.Span);
            length += next.Length;
            Grow(length);
        }

        Digest = Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>The whole file in order, as fast as it is made.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[ReadBytes];
        for (var at = 0L; ;)
        {
            Task grown;
            long length;
            lock (_lock)
            {
                (grown, length) = (_grown.Task, _length);
            }

            if (at < length)
            {
                var read = await ReadAsync(buffer.AsMemory(0, (int)Math.Min(ReadBytes, length - at)), at, cancellationToken);
                yield return buffer.AsMemory(0, read);
                at += read;
            }
            else if (Making.IsCompleted)
            {
                await Making;
                if (at == Length)
                {
                    yield break;
                }
            }
            else
            {
                await Task.WhenAny(grown, Making).WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Reads from anywhere; 0 behind the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, long position, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_file, buffer, position, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, long position)
    {
        try
        {
            await RandomAccess.WriteAsync(_file, bytes, position);
        }
        catch (IOException exception)
        {
            throw new SpeechUnavailableException("The disk has no room for encoded audio; try again later, or ask for wav.", exception);
        }
    }

    private void Grow(long length)
    {
        TaskCompletionSource grown;
        lock (_lock)
        {
            _length = length;
            grown = _grown;
            _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grown.SetResult();
    }

    private static SafeFileHandle Create()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        }

        // Nobody else may read it in the moment before its name goes.
        using (var created = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, FileOptions.Asynchronous);
            File.Delete(path);
            return file;
        }
    }
}
