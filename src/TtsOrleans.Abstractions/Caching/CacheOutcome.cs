namespace TtsOrleans.Abstractions.Caching;

/// <summary>Where the audio of a piece came from.</summary>
[GenerateSerializer, Alias("TtsOrleans.CacheOutcome")]
public enum CacheOutcome
{
    /// <summary>Synthesised for this request.</summary>
    Miss = 0,

    /// <summary>From memory.</summary>
    Hit = 1,

    /// <summary>From persistent storage.</summary>
    Stored = 2,

    /// <summary>Synthesised for another request that asked first; this one listened.</summary>
    Joined = 3,

    /// <summary>Synthesised past the cache, which did not answer in time.</summary>
    Bypassed = 4,
}
