using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TtsOrleans.Speech.Audio;

/// <summary>One ffmpeg process at work for one response. Disposing it kills the process if it still runs.</summary>
public sealed class FfmpegEncoding : IAsyncDisposable
{
    /// <summary>Of encoded audio handed out at a time, at most.</summary>
    private const int ChunkBytes = 16 * 1024;

    private readonly Process _process;
    private readonly string _format;
    private readonly Action _free;
    private readonly Task<string> _report;
    private bool _used;
    private int _disposed;

    internal FfmpegEncoding(Process process, string format, Action free)
    {
        _process = process;
        _format = format;
        _free = free;
        _report = ErrorReport.Collect(process.StandardError);
    }

    /// <summary>The process' id, for whoever watches it.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Feeds the samples and yields what the encoder makes of them, while they come. Once only.</summary>
    /// <param name="pcm">16-bit little-endian mono. Taken no faster than the result is read; a failure of it is thrown here.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <exception cref="EncoderFailedException">The encoder gave up; what came before is not a whole file.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Encode(
        IAsyncEnumerable<ReadOnlyMemory<byte>> pcm,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (_used)
        {
            throw new InvalidOperationException("An encoding is read once.");
        }

        _used = true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var killing = stop.Token.Register(Kill).ConfigureAwait(false);
        var feeding = Feed(pcm, stop);
        try
        {
            var encoded = _process.StandardOutput.BaseStream;
            var buffer = new byte[ChunkBytes];
            for (int read; (read = await encoded.ReadAsync(buffer, CancellationToken.None)) > 0;)
            {
                yield return buffer.AsSpan(0, read).ToArray();
            }

            await Finish(feeding, cancellationToken);
        }
        finally
        {
            // Also where the reader leaves early: whoever feeds must not be left waiting for a process that nobody reads.
            await stop.CancelAsync();
            await ((Task)feeding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        Kill();
        await _process.WaitForExitAsync();
        await _report;
        _process.Dispose();
        _free();
    }

    private async Task Finish(Task<bool> feeding, CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        var tookAll = await feeding;
        if (_process.ExitCode != 0 || !tookAll)
        {
            throw new EncoderFailedException(_format, _process.ExitCode, await _report);
        }
    }

    /// <summary>A source that fails ends the process too: half a stream must not look like a whole one.</summary>
    /// <returns>Whether the process took all of it.</returns>
    private async Task<bool> Feed(IAsyncEnumerable<ReadOnlyMemory<byte>> pcm, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var chunk in pcm.WithCancellation(stop.Token))
            {
                if (!await TryWrite(chunk, stop.Token))
                {
                    return false;
                }
            }

            _process.StandardInput.Close();
            return true;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task<bool> TryWrite(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(chunk, cancellationToken);
            await _process.StandardInput.BaseStream.FlushAsync(cancellationToken);
            return true;
        }
        catch (IOException)
        {
            // The process reads no more; its exit status and report say why.
            return false;
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or its handle was given back: nothing is left to kill.
        }
    }
}
