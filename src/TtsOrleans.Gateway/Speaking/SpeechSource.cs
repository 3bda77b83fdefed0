using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>One open stream of a router.</summary>
internal sealed partial class SpeechSource
{
    private readonly CancellationTokenSource _cancellation;
    private readonly IAsyncEnumerator<SpeechItem> _items;
    private Task<bool> _pending = Task.FromResult(true);

    private SpeechSource(Func<CancellationToken, IAsyncEnumerable<SpeechItem>> speak, CancellationToken cancellationToken)
    {
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _items = speak(_cancellation.Token).GetAsyncEnumerator(_cancellation.Token);
    }

    /// <summary>Opens a stream; nothing is sent before the first read.</summary>
    public static SpeechSource Open(Func<CancellationToken, IAsyncEnumerable<SpeechItem>> speak, CancellationToken cancellationToken) =>
        new(speak, cancellationToken);

    /// <summary>The next item; null when the stream stopped.</summary>
    /// <exception cref="TimeoutException">Nothing, not even a heartbeat, came within <paramref name="silence"/>.</exception>
    public async ValueTask<SpeechItem?> NextAsync(TimeSpan silence, TimeProvider time, CancellationToken cancellationToken)
    {
        var next = _items.MoveNextAsync();
        if (next.IsCompletedSuccessfully)
        {
            return next.Result ? _items.Current : null;
        }

        _pending = next.AsTask();
        return await _pending.WaitAsync(silence, time, cancellationToken) ? _items.Current : null;
    }

    /// <summary>Cancels and closes the stream without waiting for a router that may be gone.</summary>
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
                LogNotClosed(logger, exception.GetType().Name, exception.Message);
            }
            finally
            {
                _cancellation.Dispose();
            }
        }
    }

    [LoggerMessage(1203, LogLevel.Debug, "An abandoned stream of speech could not be closed; the cluster reaps it: {Kind}: {Reason}")]
    private static partial void LogNotClosed(ILogger logger, string kind, string reason);
}
