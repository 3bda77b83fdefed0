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

    /// <summary>How long a silo is left alone that did not answer at once: by then it has answered, or is known to be silent.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2);

    // Streams of a silo that lives say something each second; where several are open, much more often.
    private static readonly TimeSpan s_lately = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly string?[] _silos = new string?[ISpeechRouter.Keys];
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Since, TimeSpan For)> _silent = new(StringComparer.Ordinal);

    /// <summary>
    /// A key, not the last one again, of a silo not known to be silent; while one is, of a silo that is known, for behind a key that nobody
    /// has used yet may be the silent one. Any other if there is none.
    /// </summary>
    public int Next(int last)
    {
        lock (_lock)
        {
            Forget();
            var open = Others(last);
            var known = _silent.Count == 0 ? open : open.Where(key => _silos[key] is not null).ToList();
            return known.Count > 0 ? AnyOf(known) : open.Count > 0 ? AnyOf(open) : (last + 1 + Random.Shared.Next(ISpeechRouter.Keys - 1)) % ISpeechRouter.Keys;
        }
    }

    /// <summary>A key of another silo than that of <paramref name="last"/>, where there is one, and of one that showed just now that it lives.</summary>
    public int Elsewhere(int last)
    {
        lock (_lock)
        {
            Forget();
            var others = Others(last).Where(key => _silos[key] is { } silo && silo != _silos[last]).ToList();
            if (others.Count > 0)
            {
                var lively = others.Where(key => time.GetElapsedTime(Heard(key)) < s_lately).ToList();
                var latest = others.Max(Heard);
                return AnyOf(lively.Count > 0 ? lively : [.. others.Where(key => Heard(key) == latest)]);
            }
        }

        return Next(last);
    }

    /// <summary>Whether the silo of a key is known to be silent.</summary>
    public bool IsSilent(int key, string? silo = null)
    {
        lock (_lock)
        {
            Forget();
            return _silent.TryGetValue(silo ?? SiloOf(key), out var silent) && silent.For == Distrust;
        }
    }

    /// <summary>A stream of that key was opened on that silo, which so showed that it lives.</summary>
    public void Answered(int key, string silo)
    {
        lock (_lock)
        {
            _silent.Remove(Unknown(key));
            _silos[key] = silo;
            Lives(silo);
        }
    }

    /// <summary>A stream of that key said something.</summary>
    public void Spoke(int key, string? silo = null)
    {
        lock (_lock)
        {
            Lives(silo ?? SiloOf(key));
        }
    }

    /// <summary>A stream of that key has not answered at once.</summary>
    public void Slow(int key) => Avoid(key, null, Doubt);

    /// <summary>A stream of that key fell silent.</summary>
    public void Silent(int key, string? silo = null) => Avoid(key, silo, Distrust);

    private static int AnyOf(List<int> keys) => keys[Random.Shared.Next(keys.Count)];

    /// <summary>A key that nobody has used yet is as good as a silo of its own.</summary>
    private string SiloOf(int key) => _silos[key] ?? Unknown(key);

    private static string Unknown(int key) => $"router {key}";

    private long Heard(int key) => _heard.GetValueOrDefault(SiloOf(key));

    private List<int> Others(int than) =>
        [.. Enumerable.Range(0, ISpeechRouter.Keys).Where(key => key != than && !_silent.ContainsKey(SiloOf(key)))];

    private void Lives(string silo)
    {
        _silent.Remove(silo);
        _heard[silo] = time.GetTimestamp();
    }

    private void Avoid(int key, string? silo, TimeSpan lasts)
    {
        lock (_lock)
        {
            silo ??= SiloOf(key);
            if (!_silent.TryGetValue(silo, out var known) || known.For <= lasts)
            {
                _silent[silo] = (time.GetTimestamp(), lasts);
            }
        }
    }

    private void Forget()
    {
        foreach (var (silo, silent) in _silent)
        {
            if (time.GetElapsedTime(silent.Since) > silent.For)
            {
                _silent.Remove(silo);
            }
        }

        if (_heard.Count > 2 * ISpeechRouter.Keys)
        {
            foreach (var gone in _heard.Keys.Except(_silos.OfType<string>()).ToList())
            {
                _heard.Remove(gone);
            }
        }
    }
}
