using System.Threading.Channels;

namespace TtsOrleans.Grains.Streams;

/// <summary>What a wait for a channel came to.</summary>
internal enum Waited
{
    /// <summary>There is something to read.</summary>
    Ready,

    /// <summary>Nothing came for the whole period.</summary>
    Silent,

    /// <summary>Nothing will come any more.</summary>
    Ended,
}

/// <summary>Waits for a channel a period at a time, so that its only reader can say in between that it lives.</summary>
internal sealed class PatientReader<T>(ChannelReader<T> reader, TimeSpan period, TimeProvider clock)
{
    private Task<bool>? _pending;

    public bool TryRead([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item) => reader.TryRead(out item);

    /// <summary>Waits for the next item, one period at most; a failed channel throws its failure.</summary>
    public async ValueTask<Waited> WaitAsync(CancellationToken cancellationToken)
    {
        // A channel with one reader allows one wait: what a silent period leaves pending is waited for again.
        var pending = _pending ??= reader.WaitToReadAsync(cancellationToken).AsTask();
        if (!pending.IsCompleted)
        {
            try
            {
                await pending.WaitAsync(period, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // What came in the very moment of the limit has come.
                if (!pending.IsCompleted)
                {
                    return Waited.Silent;
                }
            }
        }

        _pending = null;
        return await pending ? Waited.Ready : Waited.Ended;
    }
}
