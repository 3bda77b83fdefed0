using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace TtsOrleans.Hosting.Storage;

/// <summary>
/// Orleans' ADO.NET grain storage, opened at first use instead of at a stage of the silo's start: a database that cannot be opened fails
/// the call, and the next one tries again, where the provider on its own would stop the silo.
/// </summary>
/// <param name="services">The silo's.</param>
/// <param name="name">Of the storage and its options.</param>
/// <param name="prepare">Makes the database ready for use; called before each attempt to open it.</param>
/// <param name="logger">Log.</param>
internal sealed class AudioStorage(IServiceProvider services, string name, Func<Task> prepare, ILogger<AudioStorage> logger) : IGrainStorage, IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private volatile AdoNetGrainStorage? _storage;

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        await (await OpenAsync()).ReadStateAsync(stateName, grainId, grainState);

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        await (await OpenAsync()).WriteStateAsync(stateName, grainId, grainState);

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        await (await OpenAsync()).ClearStateAsync(stateName, grainId, grainState);

    /// <inheritdoc/>
    public void Dispose() => _opening.Dispose();

    private async ValueTask<AdoNetGrainStorage> OpenAsync()
    {
        if (_storage is { } open)
        {
            return open;
        }

        await _opening.WaitAsync();
        try
        {
            if (_storage is null)
            {
                await prepare();
                var storage = AdoNetGrainStorageFactory.Create(services, name);
                var life = new StorageLife(logger);
                storage.Participate(life);
                await life.OnStart();
                _storage = storage;
            }

            return _storage;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>A life of the storage's own: it reads its queries at a stage of it.</summary>
    private sealed class StorageLife(ILogger logger) : LifecycleSubject(logger), ISiloLifecycle
    {
        public int HighestCompletedStage => int.MinValue;

        public int LowestStoppedStage => int.MaxValue;
    }
}
