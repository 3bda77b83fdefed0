using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Errors;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>
/// One request's speech, read ahead of its client up to a limit. While the client stops reading for long, nothing in the cluster
/// is held for it: the stream is let go and later re-opened at the same sample.
/// </summary>
internal sealed partial class SpeechSession : IAsyncDisposable
{
    private readonly Channel<SpeechItem> _ready = Channel.CreateUnbounded<SpeechItem>(new() { SingleWriter = true });
    private readonly CancellationTokenSource _cancellation;
    private readonly ReadAheadGate _gate;
    private readonly SpeechReader _reader;
    private readonly SpeakingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _pump;

    /// <summary>Begins to read.</summary>
    public SpeechSession(SpeechReader reader, SpeakingOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        _reader = reader;
        _options = options;
        _time = time;
        _logger = logger;
        _gate = new(options.ReadAheadBytes);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _pump = PumpAsync(_cancellation.Token);
    }

    /// <summary>Waits until speech begins; nothing may be sent to the client before.</summary>
    /// <exception cref="ApiProblem">There is nothing in the text to read.</exception>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        while (await _ready.Reader.WaitToReadAsync(cancellationToken))
        {
            if (!_ready.Reader.TryPeek(out var first) || first is not Heartbeat)
            {
                if (first is SpeechEnded { Pieces: 0 })
                {
                    throw SpokenText.NothingToRead();
                }

                return;
            }

            _ready.Reader.TryRead(out _);
        }
    }

    /// <summary>All items in order, to the end of the speech; fails as the speech fails.</summary>
    public async IAsyncEnumerable<SpeechItem> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _ready.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_ready.Reader.TryRead(out var item))
            {
                yield return item;
                _gate.Take(SizeOf(item));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        await _pump;
        _reader.Dispose();
        _cancellation.Dispose();
    }

    private static int SizeOf(SpeechItem item) => item is AudioChunk chunk ? chunk.Pcm.Length : 0;

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.ReadAsync(cancellationToken) is { } item)
            {
                // One heartbeat is as good as many, and nobody needs one behind audio.
                if (item is not Heartbeat || _ready.Reader.Count == 0)
                {
                    _gate.Add(SizeOf(item));
                    _ready.Writer.TryWrite(item);
                }

                if (_gate.Full)
                {
                    await WaitForClientAsync(cancellationToken);
                }
            }

            _ready.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            _ready.Writer.TryComplete(exception);
        }
    }

    private async Task WaitForClientAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _gate.Room().WaitAsync(TimeSpan.FromSeconds(_options.ReleaseSeconds), _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            _reader.Release();
            LogReleased(_logger, _options.ReleaseSeconds);
            await _gate.AmpleRoom().WaitAsync(cancellationToken);
        }
    }

    [LoggerMessage(1211, LogLevel.Debug, "A client has not read for {Seconds} s; the cluster's stream is let go until it does")]
    private static partial void LogReleased(ILogger logger, int seconds);
}
