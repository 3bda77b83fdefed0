using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Real silos, without speech, that meet in the database.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class SilosTests(PostgresServer server)
{
    private const int Silos = 6;

    [PostgresFact]
    public async Task Six_silos_started_at_once_on_an_empty_cluster_all_join_and_all_leave_in_order()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        var nodes = Enumerable.Range(0, Silos).Select(silo => new TestNode(database.Runtime, ("Cluster:SiloName", $"silo-{silo}"))).ToList();
        try
        {
            await Task.WhenAll(nodes.Select(node => node.StartAsync()));

            // Two changes each: joining, active.
            Assert.Equal(2 * Silos, await database.AskAsync<int>("SELECT version FROM cluster_version"));
            Assert.Equal(Silos, await database.AskAsync<long>("SELECT count(*) FROM cluster_silo WHERE status = 3"));

            await Task.WhenAll(nodes.Select(node => node.StopAsync()));

            // Two more: shutting down, dead.
            Assert.Equal(4 * Silos, await database.AskAsync<int>("SELECT version FROM cluster_version"));
            Assert.Equal(Silos, await database.AskAsync<long>("SELECT count(*) FROM cluster_silo WHERE status = 6"));
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
    }

    [PostgresFact]
    public async Task A_silo_that_starts_forgets_the_25_that_are_dead_for_longest()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await database.ExecuteAsync(
            """
            INSERT INTO cluster_version VALUES ('tts', 40);
            INSERT INTO cluster_silo
            SELECT 'tts', '127.0.0.1', n, 1, 'dead', 'host', 6, 0, NULL, now() - interval '1 day', now() - interval '2 hours' - n * interval '1 minute'
            FROM generate_series(1, 40) AS n;
            """);
        await database.ExecuteAsync(
            """
            CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NOTIFY forgotten; RETURN NULL; END $$;
            CREATE TRIGGER forgotten AFTER DELETE ON cluster_silo EXECUTE FUNCTION tell();
            """);
        await using var told = new NpgsqlConnection(database.Superuser + ";Pooling=false");
        await told.OpenAsync();
        await using (var listen = new NpgsqlCommand("LISTEN forgotten", told))
        {
            await listen.ExecuteNonQueryAsync();
        }

        using var node = new TestNode(database.Runtime);
        await node.StartAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await DeadAsync() > 25)
        {
            await told.WaitAsync(limit.Token);
        }

        // It keeps 25 rows of the dead, the latest.
        Assert.Equal(25, await DeadAsync());
        Assert.Equal(25, await database.AskAsync<int>("SELECT max(port) FROM cluster_silo WHERE status = 6"));
        Assert.Equal(42, await database.AskAsync<int>("SELECT version FROM cluster_version"));
        await node.StopAsync();

        Task<long> DeadAsync() => database.AskAsync<long>("SELECT count(*) FROM cluster_silo WHERE status = 6");
    }

    [PostgresFact]
    public async Task Silos_and_clients_connect_so_that_a_conflict_is_no_error()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await database.ExecuteAsync("ALTER ROLE tts SET default_transaction_isolation = 'serializable'");
        try
        {
            using var node = new TestNode(database.Runtime);
            var table = node.Membership;
            await table.InitializeMembershipTableAsync(tryInitTableVersion: true);
            await node.StartAsync();
            Assert.Equal(3, await database.AskAsync<int>("SELECT status FROM cluster_silo"));
            await using var connection = await ((Hosting.Postgres.ClusterDatabase)node.Services.GetService(typeof(Hosting.Postgres.ClusterDatabase))!).Source.OpenConnectionAsync();
            await using var show = new NpgsqlCommand("SHOW default_transaction_isolation", connection);
            Assert.Equal("read committed", await show.ExecuteScalarAsync());
            await node.StopAsync();
        }
        finally
        {
            await database.ExecuteAsync("ALTER ROLE tts RESET default_transaction_isolation");
        }
    }
}
