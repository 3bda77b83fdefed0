using System.Collections.Concurrent;
using Orleans.Storage;
using TtsOrleans.Grains.Caching;

namespace TtsOrleans.Grains.Tests.Caching;

/// <summary>A store that does what a test tells it: works, fails, or waits at a gate.</summary>
internal sealed class AudioArchiveStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, AudioArchiveEntry> _rows = new();

    /// <summary>What to do before each call.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>Calls begun.</summary>
    public int Calls => _calls;

    private int _calls;

    public AudioArchiveEntry this[string key] => _rows[AudioArchive.IdOf(key).ToString()];

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref _calls);
        await Before();
        grainState.RecordExists = _rows.TryGetValue(grainId.ToString(), out var entry);
        grainState.State = (T)(object)(entry ?? new AudioArchiveEntry());
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref _calls);
        await Before();
        if (!_rows.TryAdd(grainId.ToString(), (AudioArchiveEntry)(object)grainState.State!))
        {
            throw new InconsistentStateException("There is one already.");
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
