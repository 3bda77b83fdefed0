namespace TtsOrleans.Grains.Caching;

/// <summary>Keeps a store that fails from costing every request its time: after failures in a row it is left alone, then tried once.</summary>
/// <param name="failuresToOpen">Failures in a row that open it.</param>
/// <param name="pause">How long it stays open.</param>
/// <param name="time">Clock.</param>
internal sealed class AudioArchiveBreaker(int failuresToOpen, TimeSpan pause, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long _openedAt;
    private bool _trying;

    /// <summary>Whether the store failed too often and has not worked since.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _failures >= failuresToOpen;
            }
        }
    }

    /// <summary>Whether <see cref="TryEnter"/> would let somebody in now.</summary>
    public bool MayEnter
    {
        get
        {
            lock (_gate)
            {
                return _failures < failuresToOpen || (!_trying && time.GetElapsedTime(_openedAt) >= pause);
            }
        }
    }

    /// <summary>Asks to use the store; whoever is let in must <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (!MayEnter)
            {
                return false;
            }

            _trying = _failures >= failuresToOpen;
            return true;
        }
    }

    /// <summary>Tells how it went.</summary>
    /// <param name="worked">Null if nobody waited to see.</param>
    /// <returns>Whether the breaker opened or closed by it.</returns>
    public bool Leave(bool? worked)
    {
        lock (_gate)
        {
            var wasOpen = _failures >= failuresToOpen;
            _trying = false;
            if (worked is true)
            {
                _failures = 0;
            }
            else if (worked is false)
            {
                _failures++;
                _openedAt = time.GetTimestamp();
            }

            return wasOpen != _failures >= failuresToOpen;
        }
    }
}
