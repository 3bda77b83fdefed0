using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>The contract between Orleans' ADO.NET provider and our schema, through the provider.</summary>
public sealed class AudioStorageTests : IDisposable
{
    private const string StateName = "contract";

    private readonly TemporaryFolder _folder = new();
    private readonly IHost _host;
    private readonly IGrainStorage _storage;

    public AudioStorageTests()
    {
        _host = TestSilo.Build(_folder.Path);
        _storage = _host.AudioStorage();
    }

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Read_of_what_was_never_written_finds_no_record()
    {
        var state = await ReadAsync("audio-none");

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task First_write_race_has_one_winner_and_the_rest_are_conflicts()
    {
        for (var round = 0; round < 25; round++)
        {
            var key = $"audio-first-{round}";
            var results = await RaceAsync(8, writer => WriteAsync(key, etag: null, Bytes(writer)));

            Assert.Equal(1, results.Count(result => result is null));
            Assert.Equal(7, results.Count(result => result is InconsistentStateException));
            var winner = Array.FindIndex(results, result => result is null);
            Assert.Equal(Bytes(winner), (await ReadAsync(key)).State!.Bytes);
        }
    }

    [Fact]
    public async Task Update_race_on_one_version_has_one_winner_and_the_rest_are_conflicts()
    {
        for (var round = 0; round < 25; round++)
        {
            var key = $"audio-cas-{round}";
            var etag = (await WriteAsync(key, null, Bytes(100))).ETag;
            var results = await RaceAsync(8, writer => WriteAsync(key, etag, Bytes(writer)));

            Assert.Equal(1, results.Count(result => result is null));
            Assert.Equal(7, results.Count(result => result is InconsistentStateException));
            Assert.Equal(Bytes(Array.FindIndex(results, result => result is null)), (await ReadAsync(key)).State!.Bytes);
        }
    }

    [Fact]
    public async Task Stale_write_and_stale_clear_conflict_and_change_nothing()
    {
        var stale = (await WriteAsync("audio-stale", null, Bytes(1))).ETag;
        var fresh = (await WriteAsync("audio-stale", stale, Bytes(2))).ETag;

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => WriteAsync("audio-stale", stale, Bytes(3)));
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => ClearAsync("audio-stale", stale));

        var state = await ReadAsync("audio-stale");
        Assert.Equal(Bytes(2), state.State!.Bytes);
        Assert.Equal(fresh, state.ETag);
        Assert.NotEqual(stale, fresh);
    }

    [Fact]
    public async Task Write_with_a_version_on_an_absent_row_conflicts_and_leaves_no_row()
    {
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => WriteAsync("audio-absent", "5", Bytes(1)));

        Assert.False((await ReadAsync("audio-absent")).RecordExists);
    }

    [Fact]
    public async Task Cleared_row_is_gone_and_can_be_written_again_while_its_old_version_stays_stale()
    {
        var first = (await WriteAsync("audio-life", null, Bytes(1))).ETag;
        await ClearAsync("audio-life", first);
        Assert.False((await ReadAsync("audio-life")).RecordExists);

        await WriteAsync("audio-life", null, Bytes(2));

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => WriteAsync("audio-life", first, Bytes(3)));
        Assert.Equal(Bytes(2), (await ReadAsync("audio-life")).State!.Bytes);
    }

    [Theory]
    [InlineData("00ff", "ff")]
    [InlineData("ff", "FF")]
    [InlineData("0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("2a", "2a+y")]
    public async Task Keys_that_look_like_numbers_stay_apart_behind_the_prefix(string one, string other)
    {
        await WriteAsync($"audio-{one}", null, Bytes(1));
        await WriteAsync($"audio-{other}", null, Bytes(2));

        Assert.Equal(Bytes(1), (await ReadAsync($"audio-{one}")).State!.Bytes);
        Assert.Equal(Bytes(2), (await ReadAsync($"audio-{other}")).State!.Bytes);
    }

    [Fact]
    public async Task States_of_different_names_stay_apart()
    {
        await WriteAsync("audio-same", null, Bytes(1));
        await WriteAsync("audio-same", null, Bytes(2), "other");

        Assert.Equal(Bytes(1), (await ReadAsync("audio-same")).State!.Bytes);
        Assert.Equal(Bytes(2), (await ReadAsync("audio-same", "other")).State!.Bytes);
    }

    [Fact]
    public async Task Payload_is_binary_not_json()
    {
        await WriteAsync("audio-binary", null, [.. Enumerable.Repeat((byte)0xAB, 10_000)]);

        using var connection = _folder.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT length(payload) FROM stored_grain";
        Assert.InRange((long)command.ExecuteScalar()!, 10_000, 10_200);
    }

    [Fact]
    public void Queries_find_their_row_by_the_whole_index()
    {
        using var connection = PreparedDatabase();
        foreach (var key in new[] { "ReadFromStorageKey", "ClearStorageKey", "DeleteStorageKey" })
        {
            using var text = connection.CreateCommand();
            text.CommandText = $"SELECT QueryText FROM OrleansQuery WHERE QueryKey = '{key}'";
            using var plan = connection.CreateCommand();
            plan.CommandText = $"EXPLAIN QUERY PLAN {text.ExecuteScalar()}";
            foreach (var name in new[] { "ServiceId", "GrainTypeString", "GrainIdExtensionString", "GrainIdN0", "GrainIdN1", "GrainStateVersion" })
            {
                plan.Parameters.AddWithValue(name, 1);
            }

            using var reader = plan.ExecuteReader();
            Assert.True(reader.Read());
            Assert.Contains("stored_grain_key (service=? AND state=? AND extension=? AND n0=? AND n1=?)", reader.GetString(3), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Opening_is_raced_by_hosts_over_one_file()
    {
        var hosts = Enumerable.Range(0, 6).Select(_ => TestSilo.Build(_folder.Path)).ToArray();
        try
        {
            var results = await RaceAsync(hosts.Length, async index =>
            {
                var state = new GrainState<Payload>(new() { Bytes = Bytes(index) });
                await hosts[index].AudioStorage().WriteStateAsync(StateName, Id($"audio-host-{index}"), state);
            });
            Assert.All(results, Assert.Null);
        }
        finally
        {
            Array.ForEach(hosts, host => host.Dispose());
        }
    }

    private Microsoft.Data.Sqlite.SqliteConnection PreparedDatabase()
    {
        ReadAsync("audio-any").GetAwaiter().GetResult();
        return _folder.Open();
    }

    private static byte[] Bytes(int value) => [.. Enumerable.Repeat((byte)value, 1000)];

    private static GrainId Id(string key) => GrainId.Create("contract", key);

    private async Task<GrainState<Payload>> ReadAsync(string key, string stateName = StateName)
    {
        var state = new GrainState<Payload>();
        await _storage.ReadStateAsync(stateName, Id(key), state);
        return state;
    }

    private async Task<GrainState<Payload>> WriteAsync(string key, string? etag, byte[] bytes, string stateName = StateName)
    {
        var state = new GrainState<Payload>(new() { Bytes = bytes }, etag!);
        await _storage.WriteStateAsync(stateName, Id(key), state);
        return state;
    }

    private async Task ClearAsync(string key, string? etag) =>
        await _storage.ClearStateAsync(StateName, Id(key), new GrainState<Payload>(new(), etag!) { RecordExists = true });

    /// <summary>All start together; what each ended with.</summary>
    private static async Task<Exception?[]> RaceAsync(int racers, Func<int, Task> race)
    {
        using var barrier = new Barrier(racers);
        return await Task.WhenAll(Enumerable.Range(0, racers).Select(racer => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return Record.ExceptionAsync(() => race(racer));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    [GenerateSerializer, Alias("TtsOrleans.Tests.StoragePayload")]
    internal sealed class Payload
    {
        [Id(0)]
        public byte[] Bytes { get; set; } = [];
    }
}
