using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>One opening of a stream, as a test plays it.</summary>
internal delegate IAsyncEnumerable<SpeechItem> Opening(SpeechPosition from, CancellationToken cancellationToken);

/// <summary>A router that plays a script: the first opening, the second, …; the last one for all that follow. A rehearsal is none of them.</summary>
internal sealed class FakeRouter(params Opening[] openings) : ISpeechRouter
{
    /// <summary>Router key and position of each opening, in order.</summary>
    public ConcurrentQueue<(int Key, SpeechPosition From)> Opened { get; } = new();

    private readonly Channel<bool> _closings = Channel.CreateUnbounded<bool>();
    private int _key;

    /// <summary>Itself, whatever the key.</summary>
    public ISpeechRouter At(int key)
    {
        _key = key;
        return this;
    }

    /// <summary>Waits for streams to be closed or cancelled; each closing is counted for one wait only.</summary>
    /// <exception cref="TimeoutException">One did not come within a minute.</exception>
    public async Task WaitForClosingsAsync(int closings)
    {
        for (var seen = 0; seen < closings; seen++)
        {
            await _closings.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    public async IAsyncEnumerable<SpeechItem> Speak(SpeechRequest request, SpeechPosition from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (request.Rehearsal)
        {
            foreach (var item in new FakeSpeech(pieces: 1, samplesPerPiece: 10).From(from))
            {
                yield return item;
            }

            yield break;
        }

        var opening = openings[Math.Min(Opened.Count, openings.Length - 1)];
        Opened.Enqueue((_key, from));
        try
        {
            await foreach (var item in opening(from, cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            _closings.Writer.TryWrite(true);
        }
    }

    /// <summary>Everything there is, at once.</summary>
    public static Opening Whole(FakeSpeech speech) => (from, _) => speech.From(from).ToAsyncEnumerable();

    /// <summary>Some items, then a failure.</summary>
    public static Opening Fails(FakeSpeech speech, int items, Exception exception) => Fails(speech, items, exception, Task.CompletedTask);

    /// <summary>Some items, then a failure when the test lets it come.</summary>
    public static Opening Fails(FakeSpeech speech, int items, Exception exception, Task when) => (from, _) => FailingAsync(speech.From(from).Take(items), exception, when);

    /// <summary>Some items, then nothing until it is cancelled.</summary>
    public static Opening Stalls(FakeSpeech speech, int items) => (from, token) => StallingAsync(speech.From(from).Take(items), token);

    /// <summary>Some items, then an end that is none.</summary>
    public static Opening Stops(FakeSpeech speech, int items) => (from, _) => speech.From(from).Take(items).ToAsyncEnumerable();

    /// <summary>Items one by one, each when the test lets it.</summary>
    public static Opening Steps(FakeSpeech speech, SemaphoreSlim steps) => (from, token) => SteppingAsync(speech.From(from), steps, token);

    private static async IAsyncEnumerable<SpeechItem> FailingAsync(IEnumerable<SpeechItem> items, Exception exception, Task when)
    {
        foreach (var item in items)
        {
            yield return item;
        }

        await Task.Yield();
        await when;
        throw exception;
    }

    private static async IAsyncEnumerable<SpeechItem> StallingAsync(IEnumerable<SpeechItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            yield return item;
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>Those items one by one, each when the test lets it.</summary>
    public static async IAsyncEnumerable<SpeechItem> SteppingAsync(IEnumerable<SpeechItem> items, SemaphoreSlim steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            await steps.WaitAsync(cancellationToken);
            yield return item;
        }
    }
}
