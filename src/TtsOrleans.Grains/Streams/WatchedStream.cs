namespace TtsOrleans.Grains.Streams;

/// <summary>A stream of another grain that is not waited for beyond a limit: a frozen silo answers neither calls nor goodbyes.</summary>
internal sealed class WatchedStream<T> : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly IAsyncEnumerator<T> _items;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellationToken;
    private Task<bool>? _pending;
    private Task<bool>? _interrupted;

    public WatchedStream(Func<CancellationToken, IAsyncEnumerable<T>> open, TimeProvider clock, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _items = open(_stop.Token).GetAsyncEnumerator(_stop.Token);
        _clock = clock;
        _cancellationToken = cancellationToken;
    }

    public T Current => _items.Current;

    /// <summary>Moves on to the next item.</summary>
    /// <exception cref="TimeoutException">None came within <paramref name="silence"/>; the stream must be disposed.</exception>
    public ValueTask<bool> MoveNextAsync(TimeSpan silence)
    {
        if (_interrupted is not { } move)
        {
            return MoveAsync(silence);
        }

        _interrupted = null;
        return new(move);
    }

    /// <summary>Moves on to the next item, unless something else ends first.</summary>
    /// <returns>Null if <paramref name="other"/> ended first: the next call goes on with the same wait.</returns>
    /// <exception cref="TimeoutException">None came within <paramref name="silence"/>; the stream must be disposed.</exception>
    public async ValueTask<bool?> MoveNextAsync(TimeSpan silence, Task other)
    {
        var move = _interrupted ?? MoveAsync(silence).AsTask();
        _interrupted = move;
        if (!move.IsCompleted && await Task.WhenAny(move, other) != move)
        {
            return null;
        }

        _interrupted = null;
        return await move;
    }

    /// <summary>Lets go of the stream at once; the far side is told behind the caller's back.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _ = CloseAsync();
    }

    private async ValueTask<bool> MoveAsync(TimeSpan silence)
    {
        var move = _items.MoveNextAsync();
        if (move.IsCompleted)
        {
            return await move;
        }

        _pending = move.AsTask();
        try
        {
            return await _pending.WaitAsync(silence, _clock, _cancellationToken);
        }
        catch (TimeoutException) when (_pending.IsCompleted)
        {
            // What came in the very moment of the limit has come; a failure of its own is thrown here.
            return await _pending;
        }
    }

    private async Task CloseAsync()
    {
        foreach (var pending in new[] { _interrupted, _pending }.OfType<Task>())
        {
            await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await _items.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _stop.Dispose();
    }
}
