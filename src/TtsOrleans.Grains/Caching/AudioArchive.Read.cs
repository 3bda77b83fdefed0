using Orleans.Storage;

namespace TtsOrleans.Grains.Caching;

public sealed partial class AudioArchive
{
    /// <summary>Looks for a piece.</summary>
    /// <returns>Null if there is none, or the store does not tell within its budget.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public async ValueTask<CachedAudio?> TryReadAsync(string key, CancellationToken cancellationToken)
    {
        if (_storage is null)
        {
            return null;
        }

        var started = _time.GetTimestamp();
        var (result, audio) = await ReadWithinBudgetAsync(_storage, key, cancellationToken);
        _instruments.Read(result, _time.GetElapsedTime(started));
        return audio;
    }

    private async Task<(string Result, CachedAudio? Audio)> ReadWithinBudgetAsync(IGrainStorage storage, string key, CancellationToken cancellationToken)
    {
        if (!_readBreaker.TryEnter())
        {
            return ("open", null);
        }

        bool? worked = null;
        try
        {
            if (!_reads.Wait(0, CancellationToken.None))
            {
                return ("busy", null);
            }

            // SQLite answers on the thread that asks: that must not be a grain's. When the budget is spent the read goes on, unheard,
            // and keeps its place among the concurrent ones until it ends.
            var read = Task.Run(() => ReadAsync(storage, key), CancellationToken.None);
            var audio = await read.WaitAsync(_options.ReadBudget, _time, cancellationToken);
            worked = true;
            return (audio is null ? "miss" : "hit", audio);
        }
        catch (TimeoutException)
        {
            worked = false;
            return ("timeout", null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            worked = false;
            LogReadFailed(_logger, Brief(key), exception);
            return ("error", null);
        }
        finally
        {
            Leave(_readBreaker, worked);
        }
    }

    private async Task OpenAsync(IGrainStorage storage)
    {
        const string NoPiece = "none";
        try
        {
            await _reads.WaitAsync();
            await ReadAsync(storage, NoPiece);
        }
        catch (Exception exception)
        {
            // Nobody asked yet; those who will do so count it, and are told by the breaker.
            LogReadFailed(_logger, NoPiece, exception);
        }
    }

    private async Task<CachedAudio?> ReadAsync(IGrainStorage storage, string key)
    {
        try
        {
            var state = new GrainState<AudioArchiveEntry>();
            await storage.ReadStateAsync(AudioArchiveEntry.StateName, IdOf(key), state);
            return state is not { RecordExists: true, State: { Audio: { } audio } entry } ? null
                : entry.IsSound(key) ? audio
                : throw new InvalidDataException("The stored audio is not what was stored.");
        }
        finally
        {
            _reads.Release();
        }
    }
}
