using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Grains.Streams;

namespace TtsOrleans.Grains.Nodes;

/// <summary>A silo as this one last heard of it. Thread-safe.</summary>
internal sealed class Node(SiloAddress address, NodeStatus status)
{
    private readonly Lock _gate = new();
    private volatile NodeStatus _status = status;
    private volatile bool _suspect;
    private int _own;
    private int _ownWhenHeard;
    private long _progress;
    private long _lagsUntil = long.MinValue;

    public SiloAddress Address { get; } = address;

    /// <summary>Its address as keys spell it.</summary>
    public string Name { get; } = address.ToParsableString();

    /// <summary>What it last said of itself.</summary>
    public NodeStatus Status => _status;

    /// <summary>Pieces a slot has: what it last said, corrected by what it took from this silo and finished for it since; never less than those it has from here.</summary>
    public double Load
    {
        get
        {
            lock (_gate)
            {
                return (double)Math.Max(_own, _status.Busy + _status.Waiting + _own - _ownWhenHeard) / _status.Slots;
            }
        }
    }

    /// <summary>Slots with nothing to do, by <see cref="Load"/>.</summary>
    public int Free => Math.Max(0, (int)Math.Round((1 - Load) * _status.Slots));

    /// <summary>Whether it answered when it was last asked.</summary>
    public bool Answers => !_suspect;

    /// <summary>When it was started, in the order of such numbers.</summary>
    public int Generation => Address.Generation;

    /// <summary>Whether it has a voice, answers, and goes on to live.</summary>
    public bool Speaks(string voiceHash) => !_suspect && !_status.Draining && Has(voiceHash);

    /// <summary>Whether it has a voice.</summary>
    public bool Has(string voiceHash)
    {
        foreach (var voice in _status.Voices)
        {
            if (voice.Hash == voiceHash)
            {
                return true;
            }
        }

        return false;
    }

    public void Heard(NodeStatus status) => Learn(status, uncounted: 0);

    /// <summary>A piece is offered to it.</summary>
    public void Offered()
    {
        lock (_gate)
        {
            _own++;
        }
    }

    /// <summary>It refused a piece, finished it, or will never do so.</summary>
    public void Through()
    {
        lock (_gate)
        {
            _own--;
        }
    }

    /// <summary>It refused a piece, which is still counted as offered and not among those it tells of.</summary>
    public void Refused(int busy, int waiting, bool draining) => Learn(_status with { Busy = busy, Waiting = waiting, Draining = draining }, uncounted: 1);

    /// <summary>It did not answer: it is left alone until it does.</summary>
    public void Suspect() => _suspect = true;

    /// <summary>Gives up a stream of this silo once it is suspect and the stream itself has been silent for so long.</summary>
    public Suspicion Suspicion(TimeSpan after) => new(after, () => _suspect);

    /// <summary>It finished a piece, at a point in the order of what was placed from here.</summary>
    public void Progressed(long order)
    {
        lock (_gate)
        {
            (_progress, _lagsUntil) = (order, long.MinValue);
        }
    }

    /// <summary>Whether it finished a piece placed from here since.</summary>
    public bool ProgressedSince(long order)
    {
        lock (_gate)
        {
            return _progress >= order;
        }
    }

    /// <summary>A piece it took at <paramref name="order"/> was overtaken elsewhere: if it has finished none since, it is asked last for a while.</summary>
    /// <param name="until">Clock reading.</param>
    public void Overtaken(long order, long until)
    {
        lock (_gate)
        {
            _lagsUntil = _progress < order ? until : _lagsUntil;
        }
    }

    /// <summary>Whether it is to be asked last.</summary>
    public bool Lags(long now)
    {
        lock (_gate)
        {
            return now < _lagsUntil;
        }
    }

    private void Learn(NodeStatus status, int uncounted)
    {
        lock (_gate)
        {
            _status = status;
            _suspect = false;
            _ownWhenHeard = _own - uncounted;
        }
    }
}
