using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Finished audio keeps to its age and to its share of the disk.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class StoredAudioSweeperTests(PostgresServer server) : IAsyncLifetime
{
    private const int Pieces = 400;
    private const int PieceBytes = 50_000;

    private TestDatabase _database = null!;

    /// <summary>20 MB, one piece an hour, the last one now; and a job's state that is none of the sweeper's business.</summary>
    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync(server);
        await _database.ExecuteAsync(
            $"""
            INSERT INTO stored_grain (service, state, extension, n0, n1, version, written_at, payload)
            SELECT 'tts', 'audio-1', 'audio-' || n, 0, 0, n, now() - ({Pieces} - n) * interval '1 hour',
                   (SELECT decode(string_agg(md5(random()::text || i), ''), 'hex') FROM generate_series(1, {PieceBytes} / 16) AS i)
            FROM generate_series(1, {Pieces}) AS n;
            INSERT INTO stored_grain (service, state, extension, n0, n1, version, written_at, payload)
            VALUES ('tts', 'job', 'job-1', 0, 0, 1, now() - interval '1 year', 'state'), ('other', 'audio-1', 'audio-1', 0, 0, 1, now() - interval '1 year', 'others');
            """);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [PostgresFact]
    public async Task Audio_within_its_time_and_space_stays()
    {
        using var node = new TestNode(_database.Runtime);

        Assert.Equal(0, await node.Sweeper.SweepAsync(default));
    }

    [PostgresFact]
    public async Task Audio_past_its_time_goes()
    {
        using var node = new TestNode(_database.Runtime, ("Storage:TimeToLive", "4.04:30:00"));

        Assert.Equal(Pieces - 101, await node.Sweeper.SweepAsync(default));

        Assert.Equal(101, await CountAsync());
        Assert.Equal(2, await _database.AskAsync<long>("SELECT count(*) FROM stored_grain WHERE state = 'job' OR service = 'other'"));
    }

    [PostgresFact]
    public async Task Audio_beyond_the_space_goes_first_written_first()
    {
        using var node = new TestNode(_database.Runtime, ("Storage:MaxMegabytes", "5"));

        await node.Sweeper.SweepAsync(default);

        const int Kept = 5 * 1024 * 1024 / PieceBytes;
        Assert.Equal(Kept, await CountAsync());
        Assert.Equal(Pieces - Kept + 1, await _database.AskAsync<int>("SELECT min(version) FROM stored_audio WHERE service = 'tts'"));
        Assert.Equal(2, await _database.AskAsync<long>("SELECT count(*) FROM stored_grain WHERE state = 'job' OR service = 'other'"));
    }

    [PostgresFact]
    public async Task Stored_without_compression_it_takes_little_more_than_its_bytes_and_its_place_is_used_again()
    {
        using var node = new TestNode(_database.Runtime, ("Storage:MaxMegabytes", "10"));
        var full = await SizeAsync();
        Assert.InRange(full, (long)Pieces * PieceBytes, Pieces * PieceBytes * 11L / 10);

        await node.Sweeper.SweepAsync(default);
        await _database.ExecuteAsync("VACUUM stored_audio");
        await InsertAgainAsync();

        Assert.InRange(await SizeAsync(), 1, full * 51 / 50);
    }

    [PostgresFact]
    public async Task Silos_that_sweep_at_once_delete_no_more_than_one_would()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => new TestNode(_database.Runtime, ("Storage:MaxMegabytes", "5"))).ToList();
        var deleted = new long[nodes.Count];

        var failures = await Race.RunAsync(nodes.Count, async racer => deleted[racer] = await nodes[racer].Sweeper.SweepAsync(default));
        await nodes[0].Sweeper.SweepAsync(default);

        Assert.All(failures, Assert.Null);
        Assert.Equal(5 * 1024 * 1024 / PieceBytes, await CountAsync());
        nodes.ForEach(node => node.Dispose());
    }

    private Task<long> CountAsync() => _database.AskAsync<long>("SELECT count(*) FROM stored_audio WHERE service = 'tts'");

    /// <summary>Table, index, and the pages where the audio lies.</summary>
    private Task<long> SizeAsync() => _database.AskAsync<long>("SELECT pg_total_relation_size('stored_audio')");

    private Task InsertAgainAsync() => _database.ExecuteAsync(
        $"""
        INSERT INTO stored_grain (service, state, extension, n0, n1, version, payload)
        SELECT 'tts', 'audio-1', 'audio-again-' || n, 0, 0, n, (SELECT decode(string_agg(md5(random()::text || i), ''), 'hex') FROM generate_series(1, {PieceBytes} / 16) AS i)
        FROM generate_series(1, {Pieces} / 4) AS n;
        """);
}
