using Orleans.Storage;

namespace TtsOrleans.Grains.Caching;

public sealed partial class AudioArchive
{
    /// <summary>Offers a piece to be stored soon.</summary>
    /// <returns>False if it will not be: no store is configured, too much is waiting, or writing fails. All but the first are counted.</returns>
    public bool TryWrite(string key, CachedAudio audio)
    {
        if (_storage is null)
        {
            return false;
        }

        if (!_writeBreaker.MayEnter)
        {
            _instruments.Write("open");
            return false;
        }

        var size = AudioArchiveEntry.SizeOf(audio);
        if (Interlocked.Add(ref _pendingBytes, size) > _options.PendingMegabytes * 1024L * 1024L)
        {
            Interlocked.Add(ref _pendingBytes, -size);
            _instruments.Write("full");
            return false;
        }

        if (!_pending.Writer.TryWrite((key, audio)))
        {
            Interlocked.Add(ref _pendingBytes, -size);
            _instruments.Write("stopped");
            return false;
        }

        return true;
    }

    private async Task WriteBehindAsync()
    {
        await foreach (var (key, audio) in _pending.Reader.ReadAllAsync())
        {
            string result;
            TimeSpan? took = null;
            if (_abandoned || !_writeBreaker.TryEnter())
            {
                result = _abandoned ? "stopped" : "open";
            }
            else
            {
                var started = _time.GetTimestamp();
                result = await WriteAsync(_storage!, key, audio);
                took = _time.GetElapsedTime(started);
            }

            // Counted last: whoever sees the count finds the room.
            Interlocked.Add(ref _pendingBytes, -AudioArchiveEntry.SizeOf(audio));
            _instruments.Write(result, took);
        }
    }

    private async Task<string> WriteAsync(IGrainStorage storage, string key, CachedAudio audio)
    {
        var result = "error";
        try
        {
            var state = new GrainState<AudioArchiveEntry>(AudioArchiveEntry.Of(key, audio));
            await storage.WriteStateAsync(AudioArchiveEntry.StateName, IdOf(key), state);
            result = "stored";
        }
        catch (InconsistentStateException)
        {
            // Keyed by content: whoever stored it first stored the same.
            result = "present";
        }
        catch (Exception exception)
        {
            LogWriteFailed(_logger, Brief(key), exception);
        }

        Leave(_writeBreaker, result != "error");
        return result;
    }
}
