using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;

namespace TtsOrleans.Grains.Caching;

/// <summary>
/// One synthesis and everybody who listens to it. A late listener hears all that was said before. Used on one grain's scheduler alone.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer or a handle holds nothing to release.")]
internal sealed class Flight(SpeechPriority priority)
{
    private readonly List<PieceAudio> _audio = [];
    private readonly HashSet<FlightListener> _listeners = [];
    private readonly CancellationTokenSource _cancel = new();
    private PieceHeader? _header;

    /// <summary>Raised when nobody listens any more.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>Whether somebody of that priority is served as soon by listening as by a synthesis of his own: a job's piece may wait for long.</summary>
    public bool Serves(SpeechPriority wanted) => priority <= wanted || _header is not null;

    /// <summary>Begins to listen, from a sample on.</summary>
    /// <param name="joined">Whether the flight was begun for another.</param>
    public FlightListener Listen(long fromSample, bool joined)
    {
        var listener = new FlightListener(fromSample, joined);
        if (_header is not null)
        {
            listener.Hear(_header);
            _audio.ForEach(listener.Hear);
        }

        _listeners.Add(listener);
        return listener;
    }

    /// <summary>Ends listening.</summary>
    /// <returns>Whether nobody is left.</returns>
    public bool Leave(FlightListener listener)
    {
        _listeners.Remove(listener);
        return _listeners.Count == 0;
    }

    public void Cancel() => _cancel.Cancel();

    /// <summary>Tells all listeners.</summary>
    public void Say(PieceItem item)
    {
        if (item is PieceHeader header)
        {
            _header = header;
        }
        else if (item is PieceAudio audio)
        {
            _audio.Add(audio);
        }

        foreach (var listener in _listeners)
        {
            listener.Hear(item);
        }
    }

    /// <summary>Ends the flight for all listeners, as failed if there is a fault.</summary>
    public void End(Exception? fault)
    {
        foreach (var listener in _listeners)
        {
            listener.End(fault);
        }
    }

    /// <summary>What was said, to be kept; only behind the end of a flight that did not fail.</summary>
    public CachedAudio Recording() =>
        new(_header!.Durations, _header.Hop, [.. _audio.Select(audio => audio.Pcm)]);
}

/// <summary>One listener of a <see cref="Flight"/>.</summary>
internal sealed class FlightListener(long fromSample, bool joined)
{
    private readonly Channel<PieceItem> _items = Channel.CreateUnbounded<PieceItem>(new() { SingleReader = true });

    public ChannelReader<PieceItem> Items => _items.Reader;

    public void Hear(PieceItem item)
    {
        var heard = item switch
        {
            PieceHeader header when joined => header with { Cache = CacheOutcome.Joined },
            PieceAudio audio => SampleSkip.From(audio, fromSample),
            _ => item,
        };
        if (heard is not null)
        {
            _items.Writer.TryWrite(heard);
        }
    }

    public void End(Exception? fault) => _items.Writer.TryComplete(fault);
}
