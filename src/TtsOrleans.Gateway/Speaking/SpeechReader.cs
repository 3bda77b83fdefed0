using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;

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
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(2);

    private readonly SpeechProgress _progress = new();
    private readonly RouterOpening _opening = new(routers, choice, request, options, time, logger);
    private RouterStream? _source;
    private int? _last;
    private int _failures;

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
                _source ??= await OpenAsync(cancellationToken);
                var item = _progress.Accept(await _source.NextAsync(TimeSpan.FromSeconds(options.SilenceSeconds), cancellationToken));
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

    private async ValueTask<RouterStream> OpenAsync(CancellationToken cancellationToken)
    {
        // Another key is another router; what broke off goes on elsewhere, most likely on another silo.
        _last = _last is { } last ? choice.Elsewhere(last) : choice.Next(Random.Shared.Next(ISpeechRouter.Keys));
        var opened = await _opening.OpenAsync(_last.Value, _progress.Position, cancellationToken);
        _last = opened.Key;
        return opened;
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
