using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>
/// Encoded audio in temporary files, bounded in all: a file is made once however many ask for it meanwhile, and goes when room is needed and it
/// was not asked for the longest.
/// </summary>
internal sealed partial class AudioSpool(
    IOptions<JobsOptions> options,
    [FromKeyedServices(GatewayClock.Key)] TimeProvider time,
    ILogger<AudioSpool> logger) : IDisposable
{
    /// <summary>How long a file is made on when its last reader has gone: players leave and come back.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SpoolEntry> _entries = new(StringComparer.Ordinal);
    private readonly long _limit = options.Value.SpoolBytes;
    private long _reserved;
    private long _opened;

    /// <summary>Bytes taken or kept free for files under way.</summary>
    public long ReservedBytes
    {
        get
        {
            lock (_lock)
            {
                return _reserved;
            }
        }
    }

    /// <summary>The file of a key, which is begun if it is not there.</summary>
    /// <param name="key">Which sound in which format.</param>
    /// <param name="mostBytes">What it will have at most.</param>
    /// <param name="make">Makes its bytes.</param>
    /// <returns>The file, for a reader who disposes the lease; null if there is no room for it now.</returns>
    public SpoolLease? Open(string key, long mostBytes, Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> make)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                if (!MakeRoom(mostBytes))
                {
                    return null;
                }

                entry = new(key, mostBytes);
                _reserved += mostBytes;
                _entries.Add(key, entry);
                var bytes = make(entry.Stop.Token);
                entry.Readers++;
                entry.File.Begin(() => MakeAsync(entry, bytes));
            }
            else
            {
                entry.Readers++;
            }

            entry.LastOpened = ++_opened;
            return new(this, entry);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Stop.Cancel();
            }
        }
    }

    /// <summary>A reader has gone.</summary>
    internal void Return(SpoolEntry entry)
    {
        lock (_lock)
        {
            entry.Readers--;
            entry.Abandoned++;
            if (entry.Readers > 0)
            {
                return;
            }

            if (!IsKept(entry))
            {
                Forget(entry);
            }
            else if (!entry.File.Making.IsCompleted)
            {
                _ = StopLaterAsync(entry, entry.Abandoned);
            }
        }
    }

    /// <summary>Makes the file. The books are settled before it is done: whoever has waited for it finds the room that it left.</summary>
    private async Task MakeAsync(SpoolEntry entry, IAsyncEnumerable<ReadOnlyMemory<byte>> bytes)
    {
        try
        {
            await entry.File.FillAsync(bytes, length => Grow(entry, length));
            Settle(entry);
        }
        catch (Exception fault)
        {
            if (fault is not OperationCanceledException)
            {
                LogFailed(logger, entry.Key, fault.GetType().Name, fault.Message);
            }

            GiveUp(entry);
            throw;
        }
    }

    private void Settle(SpoolEntry entry)
    {
        lock (_lock)
        {
            _reserved -= entry.Reserved - entry.File.Length;
            entry.Reserved = entry.File.Length;
        }
    }

    /// <summary>Who reads it learns why it failed; who asks next begins anew.</summary>
    private void GiveUp(SpoolEntry entry)
    {
        lock (_lock)
        {
            if (IsKept(entry))
            {
                _entries.Remove(entry.Key);
            }

            if (entry.Readers == 0)
            {
                Forget(entry);
            }
        }
    }

    private async Task StopLaterAsync(SpoolEntry entry, int abandoned)
    {
        await Task.Delay(s_grace, time);
        lock (_lock)
        {
            if (entry.Readers == 0 && entry.Abandoned == abandoned && IsKept(entry) && !entry.File.Making.IsCompleted)
            {
                _entries.Remove(entry.Key);
                entry.Stop.Cancel();
            }
        }
    }

    private void Grow(SpoolEntry entry, long length)
    {
        lock (_lock)
        {
            if (length <= entry.Reserved)
            {
                return;
            }

            var more = length - entry.Reserved;
            if (!MakeRoom(more))
            {
                throw new SpeechUnavailableException("There is no room for more encoded audio; try again later, or ask for wav.");
            }

            _reserved += more;
            entry.Reserved = length;
        }
    }

    /// <summary>Throws out finished files that nobody reads until there is room; nothing if there cannot be.</summary>
    private bool MakeRoom(long bytes)
    {
        var idle = _entries.Values.Where(entry => entry.Readers == 0 && entry.File.Making.IsCompletedSuccessfully).OrderBy(entry => entry.LastOpened).ToList();
        if (_reserved - idle.Sum(entry => entry.Reserved) + bytes > _limit)
        {
            return false;
        }

        foreach (var entry in idle.TakeWhile(_ => _reserved + bytes > _limit))
        {
            _entries.Remove(entry.Key);
            Forget(entry);
        }

        return true;
    }

    private bool IsKept(SpoolEntry entry) => _entries.TryGetValue(entry.Key, out var kept) && kept == entry;

    private void Forget(SpoolEntry entry)
    {
        _reserved -= entry.Reserved;
        entry.Dispose();
    }

    [LoggerMessage(1431, LogLevel.Warning, "The audio {Key} could not be encoded: {Kind}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string key, string kind, string reason);
}
