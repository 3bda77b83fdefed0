using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Streams;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Finds the router of a key, 0 … <see cref="ISpeechRouter.Keys"/> − 1.</summary>
internal delegate ISpeechRouter SpeechRouters(int key);

/// <summary>
/// Reads one request's speech item by item, and goes on elsewhere at the exact sample when the stream breaks off or falls silent.
/// For one reader at a time.
/// </summary>
internal sealed partial class SpeechReader(
    SpeechRouters routers,
    RouterChoice choice,
    SpeechRequest request,
    SpeakingOptions options,
    TimeProvider time,
    ILogger<SpeechReader> logger) : IDisposable
{
    // A batch is one message: at most 2 MB, and a short cached text whole.
    private const int BatchSize = 32;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(2);

    private readonly SpeechProgress _progress = new();
    private ClusterStream<SpeechItem>? _source;
    private int _key = Random.Shared.Next(ISpeechRouter.Keys);
    private int _failures;
    private bool _answered;

    /// <summary>Streams opened so far.</summary>
    public int Opened { get; private set; }

    /// <summary>The next item; null after the end of the whole text.</summary>
    /// <exception cref="SpeechUnavailableException">No capacity before anything was heard, or the stream could not be mended.</exception>
    /// <exception cref="VoiceGoneException">The version of the voice is gone, and nothing was heard.</exception>
    /// <exception cref="SpeechFailedException">It failed in a way that trying elsewhere does not mend.</exception>
    public async ValueTask<SpeechItem?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_progress.Ended)
        {
            try
            {
                _source ??= Open(cancellationToken);
                var next = await _source.NextAsync(TimeSpan.FromSeconds(_answered ? options.SilenceSeconds : options.AnswerSeconds), time, cancellationToken);
                _answered = true;
                if (next is SpeechOpened opened)
                {
                    choice.Answered(_key, opened.Silo);
                    continue;
                }

                var item = _progress.Accept(next);
                if (item is null)
                {
                    continue;
                }

                _failures = item is Heartbeat ? _failures : 0;
                return item;
            }
            catch (Exception exception) when (Mends(exception) && !cancellationToken.IsCancellationRequested)
            {
                Release();
                if (exception is TimeoutException)
                {
                    choice.Silent(_key);
                }

                if (++_failures > options.Reopens)
                {
                    LogGivenUp(logger, exception, _failures, _progress.Position);
                    throw new SpeechUnavailableException("The speech broke off and could not be continued; try again in a moment.", exception);
                }

                LogReopens(logger, exception.GetType().Name, exception.Message, _progress.Position);
                await Task.Delay(Backoff(exception), time, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>Lets the cluster's stream go; the next read re-opens it where it was.</summary>
    public void Release()
    {
        _source?.Abandon(logger);
        _source = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    private ClusterStream<SpeechItem> Open(CancellationToken cancellationToken)
    {
        // Another key is another router, most likely on another silo.
        _key = choice.Next(_key);
        _answered = false;
        Opened++;
        return ClusterStream<SpeechItem>.Open(token => routers(_key).Speak(request, _progress.Position, token).WithBatchSize(BatchSize), cancellationToken);
    }

    private bool Mends(Exception exception) => exception switch
    {
        SpeechUnavailableException or VoiceGoneException => _progress.Begun,
        OrleansException or TimeoutException or EnumerationAbortedException or BrokenSpeechException or OperationCanceledException => true,
        _ => false,
    };

    private TimeSpan Backoff(Exception exception)
    {
        var backoff = _failures == 1 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50 << Math.Min(_failures, 6));
        var asked = exception is SpeechUnavailableException unavailable ? unavailable.RetryAfter : TimeSpan.Zero;
        var longer = backoff > asked ? backoff : asked;
        return longer < LongestBackoff ? longer : LongestBackoff;
    }
}
