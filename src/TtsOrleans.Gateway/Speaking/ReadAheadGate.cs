namespace TtsOrleans.Gateway.Speaking;

/// <summary>Counts the bytes that are read but not yet taken, and holds the reader back while they are too many.</summary>
internal sealed class ReadAheadGate(int limit)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _room;
    private long _held;
    private long _until;

    /// <summary>Whether more is held than the reader may read ahead.</summary>
    public bool Full
    {
        get
        {
            lock (_lock)
            {
                return _held >= limit;
            }
        }
    }

    /// <summary>Counts bytes read.</summary>
    public void Add(int bytes)
    {
        lock (_lock)
        {
            _held += bytes;
        }
    }

    /// <summary>Counts bytes taken by the client.</summary>
    public void Take(int bytes)
    {
        lock (_lock)
        {
            _held -= bytes;
            if (_held < _until)
            {
                _room?.TrySetResult();
                _room = null;
                _until = 0;
            }
        }
    }

    /// <summary>Completes when less than the limit is held.</summary>
    public Task Room() => Below(limit);

    /// <summary>Completes when less than half the limit is held: worth opening a stream for.</summary>
    public Task AmpleRoom() => Below((limit / 2) + 1);

    private Task Below(long bytes)
    {
        lock (_lock)
        {
            if (_held < bytes)
            {
                return Task.CompletedTask;
            }

            _until = bytes;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }
}
