using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>The command <c>migrate</c>: repeated, raced, and with databases of other releases.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class MigrationTests(PostgresServer server)
{
    [PostgresFact]
    public async Task Second_run_finds_nothing_to_apply()
    {
        var database = await TestDatabase.CreateAsync(server);
        List<string> told = [];
        await database.MigrateAsync(told.Add);
        Assert.Contains("Applied 0001-cluster.", told);

        told.Clear();
        await database.MigrateAsync(told.Add);

        Assert.EndsWith("there was nothing to apply.", told[^1], StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Eight_at_once_apply_each_script_once()
    {
        var database = await TestDatabase.CreateAsync(server);
        var told = new System.Collections.Concurrent.ConcurrentBag<string>();

        var failures = await Race.RunAsync(8, _ => database.MigrateAsync(told.Add));

        Assert.All(failures, Assert.Null);
        Assert.All(SchemaScript.All, script => Assert.Single(told, $"Applied {script}."));
        Assert.Equal(SchemaScript.All.Count, await database.AskAsync<long>("SELECT count(*) FROM tts_schema"));
    }

    [PostgresFact]
    public async Task A_script_that_changed_after_it_was_applied_is_refused()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        var changed = SchemaScript.All.Select(script => new SchemaScript(script.Version, script.Name, script.Text + "\n-- changed")).ToList();

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(database, changed));

        Assert.StartsWith("the database has a script 0001-cluster that reads differently", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_script_that_fails_leaves_no_trace()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        IReadOnlyList<SchemaScript> scripts = [.. SchemaScript.All, new(9000, "broken", "CREATE TABLE half (n integer); SELECT 1 / 0")];

        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database, scripts));

        Assert.True(await database.AskAsync<bool>("SELECT to_regclass('half') IS NULL AND NOT EXISTS (SELECT FROM tts_schema WHERE version = 9000)"));
    }

    [PostgresFact]
    public async Task A_newer_schema_is_left_alone_and_used()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        List<string> told = [];
        await RunAsync(database, [.. SchemaScript.All, new(9000, "future", "CREATE TABLE future (n integer)")]);

        await database.MigrateAsync(told.Add);

        Assert.Contains("newer than this release's", told[^1], StringComparison.Ordinal);
        using var node = new TestNode(database.Runtime);
        await SchemaState.CheckAsync((ClusterDatabase)node.Services.GetService(typeof(ClusterDatabase))!, default);
    }

    [Fact]
    public void Line_ends_do_not_change_a_script() => Assert.Equal(
        new SchemaScript(1, "x", "SELECT 1;\nSELECT 2;").Checksum,
        new SchemaScript(1, "x", "SELECT 1;\r\nSELECT 2;").Checksum);

    [PostgresFact]
    public async Task The_schema_of_the_search_path_is_where_everything_lies()
    {
        var database = await TestDatabase.CreateAsync(server);
        await database.ExecuteAsync("CREATE SCHEMA speech AUTHORIZATION tts_owner");
        await using (var source = NpgsqlDataSource.Create(PostgresConnection.Complete(database.Owner + ";Search Path=speech", "test")))
        {
            await new SchemaMigration(source, SchemaScript.All, _ => { }).RunAsync("tts", default);
        }

        Assert.True(await database.AskAsync<bool>("SELECT to_regclass('public.tts_schema') IS NULL AND to_regclass('speech.tts_schema') IS NOT NULL"));
        using var node = new TestNode(database.Runtime + ";Search Path=speech");
        await node.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true);
        Assert.Equal(0, (await node.Membership.ReadAllAsync()).Version.Version);
    }

    private static async Task RunAsync(TestDatabase database, IReadOnlyList<SchemaScript> scripts)
    {
        await using var source = NpgsqlDataSource.Create(PostgresConnection.Complete(database.Owner + ";Pooling=false", "test"));
        await new SchemaMigration(source, scripts, _ => { }).RunAsync("tts", default);
    }
}
