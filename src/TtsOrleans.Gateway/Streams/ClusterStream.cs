namespace TtsOrleans.Gateway.Streams;

/// <summary>One open stream of a grain, read with a limit on its silence. For one reader at a time.</summary>
internal sealed class ClusterStream<T> where T : class
{
    private readonly CancellationTokenSource _cancellation;
    private readonly IAsyncEnumerator<T> _items;
    private Task<bool> _pending = Task.FromResult(true);

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
        var next = _items.MoveNextAsync();
        if (next.IsCompletedSuccessfully)
        {
            return next.Result ? _items.Current : null;
        }

        _pending = next.AsTask();
        return await _pending.WaitAsync(silence, time, cancellationToken) ? _items.Current : null;
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
                await ((Task)_pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
