namespace TtsOrleans.Grains.Caching;

/// <summary>Audio that outlives the silo's memory. This one keeps nothing.</summary>
public class AudioArchive
{
    /// <summary>Looks a piece up, within 100 ms; the store's troubles count as not found.</summary>
    public virtual ValueTask<CachedAudio?> TryReadAsync(string key, CancellationToken cancellationToken) => default;

    /// <summary>Hands a piece over to be written behind; false if it was dropped.</summary>
    public virtual bool TryWrite(string key, CachedAudio audio) => false;
}
