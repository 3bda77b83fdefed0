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
    /// <param name="silence">How long it may take.</param>
    /// <param name="suspicion">What gives it up sooner; nothing if left out.</param>
    /// <exception cref="TimeoutException">None came in that time; the stream must be disposed.</exception>
    public ValueTask<bool> MoveNextAsync(TimeSpan silence, Suspicion suspicion = default)
    {
        if (_interrupted is not { } move)
        {
            return MoveAsync(silence, suspicion);
        }

        _interrupted = null;
        return new(move);
    }

    /// <summary>Moves on to the next item, unless something else ends first.</summary>
    /// <param name="silence">How long it may take.</param>
    /// <param name="suspicion">What gives it up sooner.</param>
    /// <param name="other">What may end first.</param>
    /// <returns>Null if <paramref name="other"/> did: the next call goes on with the same wait.</returns>
    /// <exception cref="TimeoutException">None came in that time; the stream must be disposed.</exception>
    public async ValueTask<bool?> MoveNextAsync(TimeSpan silence, Suspicion suspicion, Task other)
    {
        var move = _interrupted ?? MoveAsync(silence, suspicion).AsTask();
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

    private async ValueTask<bool> MoveAsync(TimeSpan silence, Suspicion suspicion)
    {
        var move = _items.MoveNextAsync();
        if (move.IsCompleted)
        {
            return await move;
        }

        _pending = move.AsTask();
        var began = _clock.GetTimestamp();
        for (var wait = suspicion.FirstLook(silence); ; wait = Suspicion.NextLook(silence - _clock.GetElapsedTime(began)))
        {
            try
            {
                return await _pending.WaitAsync(wait, _clock, _cancellationToken);
            }
            catch (TimeoutException) when (_pending.IsCompleted)
            {
                // What came in the very moment of the limit has come; a failure of its own is thrown here.
                return await _pending;
            }
            catch (TimeoutException) when (_clock.GetElapsedTime(began) < silence && !suspicion.Holds)
            {
                // Silent, but not for long enough to be given up without a reason.
            }
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
