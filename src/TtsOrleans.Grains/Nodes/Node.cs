using TtsOrleans.Abstractions.Nodes;

namespace TtsOrleans.Grains.Nodes;

/// <summary>A silo as this one last heard of it. Thread-safe.</summary>
internal sealed class Node(SiloAddress address, NodeStatus status)
{
    private volatile NodeStatus _status = status;
    private volatile bool _suspect;
    private int _offered;

    public SiloAddress Address { get; } = address;

    /// <summary>Its address as keys spell it.</summary>
    public string Name { get; } = address.ToParsableString();

    /// <summary>What it last said of itself.</summary>
    public NodeStatus Status => _status;

    /// <summary>Pieces a slot has or will have, by what it last said and what was offered to it since.</summary>
    public double Load => (double)(_status.Busy + _status.Waiting + Volatile.Read(ref _offered)) / _status.Slots;

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

    public void Heard(NodeStatus status)
    {
        _status = status;
        _suspect = false;
        Volatile.Write(ref _offered, 0);
    }

    /// <summary>It took a piece that its last status does not know of.</summary>
    public void Took() => Interlocked.Increment(ref _offered);

    /// <summary>It refused a piece and said why.</summary>
    public void Refused(int busy, int waiting, bool draining)
    {
        _status = _status with { Busy = busy, Waiting = waiting, Draining = draining };
        Volatile.Write(ref _offered, 0);
    }

    /// <summary>It did not answer: it is left alone until it does.</summary>
    public void Suspect() => _suspect = true;
}
