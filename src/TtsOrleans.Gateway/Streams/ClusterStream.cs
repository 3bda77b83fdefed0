namespace TtsOrleans.Gateway.Streams;

/// <summary>One open stream of a grain, read with a limit on its silence. For one reader at a time.</summary>
internal sealed class ClusterStream<T> where T : class
{
    private readonly CancellationTokenSource _cancellation;
    private readonly IAsyncEnumerator<T> _items;
    private Task<bool>? _pending;

    private ClusterStream(Func<CancellationToken, IAsyncEnumerable<T>> open, CancellationToken cancellationToken)
    {
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _items = open(_cancellation.Token).GetAsyncEnumerator(_cancellation.Token);
    }

    /// <summary>Opens a stream; nothing is sent before the first read.</summary>
    public static ClusterStream<T> Open(Func<CancellationToken, IAsyncEnumerable<T>> open, CancellationToken cancellationToken) =>
        new(open, cancellationToken);

    /// <summary>The next item; null when the stream stopped.</summary>
    /// <exception cref="TimeoutException">Nothing, not even a heartbeat, came within <paramref name="silence"/>.</exception>
    public async ValueTask<T?> NextAsync(TimeSpan silence, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await ComesAsync(silence, time, cancellationToken))
        {
            throw new TimeoutException($"A stream of the cluster was silent for {silence}.");
        }

        var more = await _pending!;
        _pending = null;
        return more ? _items.Current : null;
    }

    /// <summary>
    /// Waits until the next item, the end or a failure is there, a period at most; nothing of it is taken. False if none came: it may be waited
    /// for again.
    /// </summary>
    public async ValueTask<bool> ComesAsync(TimeSpan period, TimeProvider time, CancellationToken cancellationToken)
    {
        _pending ??= _items.MoveNextAsync().AsTask();
        if (!_pending.IsCompleted)
        {
            try
            {
                await _pending.WaitAsync(period, time, cancellationToken);
            }
            catch (Exception) when (_pending.IsCompleted)
            {
                // What came in the very moment of the limit has come; a failure is thrown to whoever takes the item.
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Cancels and closes the stream without waiting for a silo that may be gone.</summary>
    public void Abandon(ILogger logger)
    {
        _ = CloseAsync();

        async Task CloseAsync()
        {
            try
            {
                await _cancellation.CancelAsync();
                await ((Task?)_pending ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await _items.DisposeAsync();
            }
            catch (Exception exception)
            {
                ClosingLog.NotClosed(logger, exception.GetType().Name, exception.Message);
            }
            finally
            {
                _cancellation.Dispose();
            }
        }
    }
}
