using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>
/// Chooses routers, and remembers on which silo each key was last served: what was silent on one key is then left alone on all keys of that
/// silo for a while, because calls to a dead silo do not fail, they only stay unanswered. Thread-safe.
/// </summary>
internal sealed class RouterChoice([FromKeyedServices(GatewayClock.Key)] TimeProvider time)
{
    /// <summary>How long a silent silo is left alone: by then it is declared dead, or was only slow.</summary>
    public static readonly TimeSpan Distrust = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly string?[] _silos = new string?[ISpeechRouter.Keys];
    private readonly Dictionary<string, long> _silent = new(StringComparer.Ordinal);

    /// <summary>A key, not the last one again, of a silo not known to be silent; any other if there is none.</summary>
    public int Next(int last)
    {
        lock (_lock)
        {
            Forget();
            var first = Random.Shared.Next(ISpeechRouter.Keys - 1);
            var keys = Enumerable.Range(0, ISpeechRouter.Keys - 1).Select(step => (last + 1 + ((first + step) % (ISpeechRouter.Keys - 1))) % ISpeechRouter.Keys);
            var fallback = (last + 1 + first) % ISpeechRouter.Keys;
            foreach (var key in keys)
            {
                if (_silos[key] is not { } silo || !_silent.ContainsKey(silo))
                {
                    return key;
                }
            }

            return fallback;
        }
    }

    /// <summary>A stream of that key was opened on that silo, which so showed that it lives.</summary>
    public void Answered(int key, string silo)
    {
        lock (_lock)
        {
            _silos[key] = silo;
            _silent.Remove(silo);
        }
    }

    /// <summary>A stream of that key fell silent.</summary>
    public void Silent(int key)
    {
        lock (_lock)
        {
            if (_silos[key] is { } silo)
            {
                _silent[silo] = time.GetTimestamp();
            }
        }
    }

    private void Forget()
    {
        foreach (var (silo, since) in _silent)
        {
            if (time.GetElapsedTime(since) > Distrust)
            {
                _silent.Remove(silo);
            }
        }
    }
}
