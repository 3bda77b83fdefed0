using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Streams;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>A stream of speech of one router; tells the choice of routers whether that lives. For one reader at a time.</summary>
internal sealed class RouterStream(int key, ClusterStream<SpeechItem> items, RouterChoice choice, TimeProvider time)
{
    // A stream that lives says something each second: half a second beyond that, what is said of its silo counts.
    private static readonly TimeSpan s_doubt = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    // Where it was opened: the key may have moved to another silo since.
    private string? _silo;

    /// <summary>The router's key.</summary>
    public int Key => key;

    /// <summary>The next item; null when the stream stopped.</summary>
    /// <exception cref="TimeoutException">
    /// Nothing came within <paramref name="silence"/>, or for half of it and longer while other streams of the same silo were silent too.
    /// </exception>
    public async ValueTask<SpeechItem?> NextAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var waited = false;
        for (var wait = s_doubt; ; wait = s_look)
        {
            var left = silence - time.GetElapsedTime(began);
            var answer = AnswersAsync(wait < left ? wait : left, cancellationToken);
            waited |= !answer.IsCompleted;
            if (await answer)
            {
                break;
            }

            if (time.GetElapsedTime(began) >= silence || choice.IsSilent(key, _silo))
            {
                choice.Silent(key, _silo);
                throw new TimeoutException($"The router {key} was silent for {time.GetElapsedTime(began).TotalSeconds:0.0} s.");
            }
        }

        var item = await items.NextAsync(TimeSpan.Zero, time, cancellationToken);
        if (item is SpeechOpened opened)
        {
            _silo = opened.Silo;
            choice.Answered(key, opened.Silo);
        }
        else if (waited)
        {
            // What lay there already says nothing of how its silo is now.
            choice.Spoke(key, _silo);
        }

        return item;
    }

    /// <summary>Waits until something is there to be read, or a failure, a period at most.</summary>
    public ValueTask<bool> AnswersAsync(TimeSpan period, CancellationToken cancellationToken) =>
        items.ComesAsync(period > TimeSpan.Zero ? period : TimeSpan.Zero, time, cancellationToken);

    /// <summary>Lets go of the stream, without waiting for a silo that may be gone.</summary>
    public void Abandon(ILogger logger) => items.Abandon(logger);
}
