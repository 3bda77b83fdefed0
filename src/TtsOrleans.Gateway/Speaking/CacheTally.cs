using TtsOrleans.Abstractions.Caching;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>Where the pieces of an answer came from.</summary>
internal sealed class CacheTally
{
    private int _hits;
    private int _misses;

    /// <summary>hit: every piece was there already; miss: none; partial: some.</summary>
    public string Outcome => (_hits, _misses) switch
    {
        (_, 0) => "hit",
        (0, _) => "miss",
        _ => "partial",
    };

    /// <summary>Counts a piece.</summary>
    public void Add(CacheOutcome outcome)
    {
        if (IsHit(outcome))
        {
            _hits++;
        }
        else
        {
            _misses++;
        }
    }

    /// <summary>hit or miss; a piece that another request was having made already counts as a hit.</summary>
    public static string Of(CacheOutcome outcome) => IsHit(outcome) ? "hit" : "miss";

    private static bool IsHit(CacheOutcome outcome) => outcome is CacheOutcome.Hit or CacheOutcome.Stored or CacheOutcome.Joined;
}
