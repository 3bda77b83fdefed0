using System.Collections.Concurrent;
using TtsOrleans.Grains.Synthesis.Slots;

namespace TtsOrleans.Grains.Synthesis;

/// <summary>Engines warmed before the silo became active, until the synthesizers take them.</summary>
internal sealed class EngineShelf : IDisposable
{
    private readonly ConcurrentDictionary<(string VoiceHash, int Slot), AttachedEngine> _engines = new();

    public void Put(int slot, AttachedEngine engine)
    {
        if (!_engines.TryAdd((engine.Voice.Hash, slot), engine))
        {
            throw new InvalidOperationException($"There is an engine for slot {slot} on the shelf already.");
        }
    }

    /// <summary>Hands an engine over to its owner; null if there is none.</summary>
    public AttachedEngine? Take(string voiceHash, int slot) => _engines.TryRemove((voiceHash, slot), out var engine) ? engine : null;

    /// <summary>Disposes what nobody took.</summary>
    public void Dispose()
    {
        foreach (var key in _engines.Keys)
        {
            Take(key.VoiceHash, key.Slot)?.Engine.Dispose();
        }
    }
}
