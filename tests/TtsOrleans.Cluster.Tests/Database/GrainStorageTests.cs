using System.Reflection;
using Npgsql;
using Orleans.Storage;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;
using TtsOrleans.Grains.Caching;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>The life of a row, and which keys are one row.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class GrainStorageTests(PostgresServer server) : IAsyncLifetime, IDisposable
{
    private TestDatabase _database = null!;
    private TestNode _node = null!;
    private IGrainStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync(server);
        _node = new(_database.Runtime);
        _storage = _node.OpenStorage();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _node.Dispose();

    [PostgresFact]
    public async Task Stale_write_and_stale_clear_conflict_and_change_nothing()
    {
        var id = GrainId.Create("proof", "proof-stale");
        var stale = await WriteAsync(id, null, 1);
        var fresh = await WriteAsync(id, stale, 2);

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(id, stale, 3));
        await Assert.ThrowsAsync<InconsistentStateException>(() => ClearAsync(id, stale));

        var state = await ReadAsync(id);
        Assert.Equal((fresh, 2), (state.ETag, Assert.Single(state.State!)));
    }

    [PostgresFact]
    public async Task A_row_that_was_cleared_is_gone_and_its_versions_stay_stale_when_it_is_born_again()
    {
        var id = GrainId.Create("proof", "proof-life");
        var first = await WriteAsync(id, null, 1);
        await ClearAsync(id, first);
        Assert.Equal((false, null), ((await ReadAsync(id)).RecordExists, (await ReadAsync(id)).ETag));
        Assert.Equal(0, await _database.AskAsync<long>("SELECT count(*) FROM stored_grain"));

        var again = await WriteAsync(id, null, 2);

        Assert.NotEqual(first, again);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(id, first, 3));
        Assert.Equal([2], (await ReadAsync(id)).State!);
    }

    [PostgresFact]
    public async Task A_row_whose_payload_was_cleared_keeps_its_version_and_can_be_written_again()
    {
        var id = GrainId.Create("proof", "proof-cleared");
        var first = await WriteAsync(id, null, 1);
        var version = await ExecuteAsync("ClearStorageKey", "proof-cleared", int.Parse(first, System.Globalization.CultureInfo.InvariantCulture));

        var state = await ReadAsync(id);
        Assert.Equal((false, $"{version}"), (state.RecordExists, state.ETag));
        await WriteAsync(id, state.ETag, 2);
        Assert.Equal([2], (await ReadAsync(id)).State!);
    }

    [PostgresFact]
    public async Task A_write_with_a_version_where_nothing_is_conflicts_and_leaves_no_row()
    {
        var id = GrainId.Create("proof", "proof-absent");

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(id, "5", 1));
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(id, "1", 1));

        Assert.Equal(0, await _database.AskAsync<long>("SELECT count(*) FROM stored_grain"));
    }

    [PostgresFact]
    public async Task Keys_of_all_kinds_are_rows_of_their_own()
    {
        var guid = Guid.NewGuid();
        IdSpan[] keys =
        [
            GrainIdKeyExtensions.CreateGuidKey(guid), GrainIdKeyExtensions.CreateGuidKey(guid, "x"), GrainIdKeyExtensions.CreateGuidKey(guid, "X"),
            GrainIdKeyExtensions.CreateIntegerKey(7), GrainIdKeyExtensions.CreateIntegerKey(-7), GrainIdKeyExtensions.CreateIntegerKey(long.MinValue),
            GrainIdKeyExtensions.CreateIntegerKey(7, "x"), IdSpan.Create("job-7"), IdSpan.Create("job-00ff"), IdSpan.Create("job-ff"), IdSpan.Create("job-FF"),
            IdSpan.Create("工作-7"), IdSpan.Create($"job-{new string('k', 1000)}"),
        ];
        for (var key = 0; key < keys.Length; key++)
        {
            await WriteAsync(GrainId.Create(GrainType.Create("proof"), keys[key]), null, key);
        }

        for (var key = 0; key < keys.Length; key++)
        {
            Assert.Equal([key], (await ReadAsync(GrainId.Create(GrainType.Create("proof"), keys[key]))).State!);
        }
    }

    [PostgresFact]
    public async Task Grain_classes_stay_apart_by_the_names_of_their_states()
    {
        await WriteAsync(GrainId.Create("one", "job-1"), null, 1, "one");
        await WriteAsync(GrainId.Create("other", "job-1"), null, 2, "other");

        Assert.Equal([1], (await ReadAsync(GrainId.Create("one", "job-1"), "one")).State!);
        Assert.Equal([2], (await ReadAsync(GrainId.Create("other", "job-1"), "other")).State!);

        // The provider never sends the class: the same name would be the same row. So no two classes of ours use one.
        var names = typeof(AudioArchive).Assembly.GetTypes()
            .SelectMany(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
                .OfType<string>().Select(name => (type, name)))
            .ToList();
        Assert.Equal(names.Count, names.Select(state => state.name).Distinct().Count());
        Assert.DoesNotContain(typeof(AudioArchive).Assembly.GetTypes(), type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(Grain<>));
    }

    [PostgresFact]
    public async Task Versions_start_over_after_the_last_one()
    {
        var id = GrainId.Create("proof", "proof-cycle");
        var version = await WriteAsync(id, null, 1);
        await _database.AskAsync<long>("SELECT setval('row_version', 2147483646)");

        for (var write = 0; write < 4; write++)
        {
            version = await WriteAsync(id, version, write);
        }

        Assert.Equal([3], (await ReadAsync(id)).State!);
    }

    private async Task<string> WriteAsync(GrainId id, string? etag, int value, string state = "proof")
    {
        var written = new GrainState<List<int>>([value], etag!);
        await _storage.WriteStateAsync(state, id, written);
        return written.ETag!;
    }

    private async Task<GrainState<List<int>>> ReadAsync(GrainId id, string name = "proof")
    {
        var state = new GrainState<List<int>>();
        await _storage.ReadStateAsync(name, id, state);
        return state;
    }

    private Task ClearAsync(GrainId id, string etag) => _storage.ClearStateAsync("proof", id, new GrainState<List<int>>([], etag));

    private async Task<int> ExecuteAsync(string query, string key, int version)
    {
        await using var source = NpgsqlDataSource.Create(_database.Runtime + ";Pooling=false");
        await using var command = source.CreateCommand(await _database.AskAsync<string>($"SELECT querytext FROM orleansquery WHERE querykey = '{query}'"));
        foreach (var (name, value) in new (string, object)[]
        {
            ("ServiceId", "tts"), ("GrainTypeString", "proof"), ("GrainIdExtensionString", key), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainStateVersion", version),
        })
        {
            command.Parameters.AddWithValue(name, value);
        }

        return (int)(await command.ExecuteScalarAsync())!;
    }
}
