using System.Collections.Concurrent;

namespace TtsOrleans.Grains.Draining;

/// <summary>The streams of speech that this silo routes at the moment, by version of the voice. Thread-safe.</summary>
internal sealed class OpenStreams
{
    private readonly ConcurrentDictionary<object, string> _streams = new(ReferenceEqualityComparer.Instance);

    /// <summary>Streams open.</summary>
    public int Count => _streams.Count;

    /// <summary>Counts a stream until it is disposed.</summary>
    public IDisposable Open(string voiceHash)
    {
        var stream = new OpenStream(this);
        _streams[stream] = voiceHash;
        return stream;
    }

    /// <summary>Whether a stream of such a voice is open.</summary>
    public bool Any(Func<string, bool> voice) => _streams.Values.Any(voice);

    private sealed class OpenStream(OpenStreams streams) : IDisposable
    {
        public void Dispose() => streams._streams.TryRemove(this, out _);
    }
}
