using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Database;
using TtsOrleans.Cluster.Tests.Support;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Cluster.Tests.Processes;

/// <summary>A cluster that reaches its database through PgBouncer, with the settings that docs/operating.md asks for.</summary>
public sealed class PgBouncerTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PgBouncerTheory]
    [InlineData("transaction", "")]
    [InlineData("session", ";Max Auto Prepare=50;Auto Prepare Min Usages=2")]
    public async Task Migration_speech_storage_and_jobs_pass_through(string mode, string ending)
    {
        var database = await TestDatabase.CreateAsync(server);
        await using var bouncer = await PgBouncer.StartAsync(server, mode, "ignore_startup_parameters = options", mode == "transaction" ? "default_pool_size = 3" : "");

        // Their lock is that of a transaction: it holds, and is let go, on whichever connection that runs.
        var failures = await Race.RunAsync(8, async _ =>
        {
            await using var source = NpgsqlDataSource.Create(PostgresConnection.Complete(bouncer.Through(database.Owner) + ending, "test"));
            await new SchemaMigration(source, SchemaScript.All, _ => { }).RunAsync("tts", CancellationToken.None);
        });
        Assert.All(failures, Assert.Null);

        string[] through = [$"--Cluster:ConnectionString={bouncer.Through(database.Runtime)}{ending}"];
        var shape = new ClusterShape { Silos = 1, Gateways = 1, Supervised = false, SiloSettings = through, GatewaySettings = through };
        await using var cluster = await ClusterProcesses.StartAsync(shape, database);
        using var client = ClusterClient.Of(cluster);
        var text = string.Concat(Enumerable.Range(1, 12).Select(day => $"这是第{day}天，天气很好。"));
        var spoken = await client.SpeakAsync(text);
        using var order = await client.PostAsJsonAsync("/api/jobs", new { title = "池", text, format = "wav" });
        Assert.True(order.IsSuccessStatusCode, $"{order.StatusCode}\n{cluster.Output}");
        var job = $"/api/jobs/{(await order.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()}";
        await client.UntilAsync("the job is done", async () => (await client.GetFromJsonAsync<JsonElement>(job)).GetProperty("state").GetString() == "done");
        await client.UntilAsync("all is stored", async () => await database.AskAsync<long>("SELECT count(*) FROM stored_audio") == 12);

        Assert.Equal(spoken.Length, (await client.GetByteArrayAsync($"{job}/audio")).Length);
        Assert.Equal(0, await cluster.Silos[0].StopAsync());
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM cluster_silo WHERE status <> 6"));
    }

    /// <summary>In transaction mode some of these break each time, were there a reset in front of each command.</summary>
    [PgBouncerTheory]
    [InlineData("transaction")]
    [InlineData("session")]
    public async Task Large_writes_side_by_side_pass_through(string mode)
    {
        var database = await TestDatabase.CreateAsync(server);
        await database.ExecuteAsync("CREATE TABLE bulk (payload bytea); GRANT INSERT ON bulk TO tts");
        await using var bouncer = await PgBouncer.StartAsync(server, mode, "ignore_startup_parameters = options", mode == "transaction" ? "default_pool_size = 3" : "");
        await using var source = NpgsqlDataSource.Create(PostgresConnection.Complete(bouncer.Through(database.Runtime), "test"));
        var payload = new byte[400_000];

        var failures = await Race.RunAsync(16, async _ =>
        {
            for (var write = 0; write < 40; write++)
            {
                await using var command = source.CreateCommand("INSERT INTO bulk VALUES ($1)");
                command.Parameters.Add(new() { Value = payload });
                await command.ExecuteNonQueryAsync();
            }
        });

        Assert.All(failures, Assert.Null);
        Assert.Equal(16 * 40, await database.AskAsync<long>("SELECT count(*) FROM bulk"));
    }

    [PgBouncerTheory]
    [InlineData("transaction")]
    [InlineData("session")]
    public async Task A_stricter_isolation_that_it_does_not_lift_is_refused(string mode)
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await database.ExecuteAsync($"ALTER ROLE tts IN DATABASE {database.Name} SET default_transaction_isolation = 'serializable'");
        await using var bouncer = await PgBouncer.StartAsync(server, mode, "ignore_startup_parameters = options");
        using var straight = new TestNode(database.Runtime);
        using var pooled = new TestNode(bouncer.Through(database.Runtime));

        await SchemaState.CheckAsync(Of(straight), CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<DatabaseNotReadyException>(() => SchemaState.CheckAsync(Of(pooled), CancellationToken.None));

        Assert.Contains("are serializable, and read committed is needed", refusal.Message, StringComparison.Ordinal);

        static ClusterDatabase Of(TestNode node) => (ClusterDatabase)node.Services.GetService(typeof(ClusterDatabase))!;
    }
}
