using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>The user of silos and gateways uses the data and nothing more.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class RuntimeRoleTests(PostgresServer server)
{
    [PostgresTheory]
    [InlineData("CREATE TABLE mine (n integer)")]
    [InlineData("CREATE TEMP VIEW v AS SELECT 1; CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("DROP TABLE cluster_silo")]
    [InlineData("TRUNCATE stored_audio")]
    [InlineData("ALTER TABLE reminder ADD COLUMN n integer")]
    [InlineData("UPDATE orleansquery SET querytext = 'SELECT 1'")]
    [InlineData("DELETE FROM tts_schema")]
    public async Task Shape_and_queries_are_the_owners(string statement)
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await using var source = NpgsqlDataSource.Create(database.Runtime + ";Pooling=false");
        await using var command = source.CreateCommand(statement);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [PostgresFact]
    public async Task A_role_that_is_missing_is_told_and_can_be_granted_later()
    {
        var database = await TestDatabase.CreateAsync(server);
        List<string> told = [];
        await GrantAsync(database, "somebody", told);
        Assert.Contains(told, sentence => sentence.StartsWith("There is no role 'somebody'", StringComparison.Ordinal));
        using var node = new TestNode(database.Runtime);
        var schema = (ClusterDatabase)node.Services.GetService(typeof(ClusterDatabase))!;
        var refusal = await Assert.ThrowsAsync<DatabaseNotReadyException>(() => SchemaState.CheckAsync(schema, default));
        Assert.Contains("run `TtsOrleans.Silo migrate` with Cluster:RuntimeRole", refusal.Message, StringComparison.Ordinal);

        await GrantAsync(database, "tts", told);

        await SchemaState.CheckAsync(schema, default);
    }

    [PostgresFact]
    public async Task An_owner_that_runs_the_silos_itself_needs_no_grant()
    {
        var database = await TestDatabase.CreateAsync(server);
        List<string> told = [];

        await GrantAsync(database, "tts_owner", told);

        Assert.Contains("'tts_owner' owns the schema itself; nothing was granted.", told);
    }

    private static async Task GrantAsync(TestDatabase database, string role, List<string> told)
    {
        await using var source = NpgsqlDataSource.Create(PostgresConnection.Complete(database.Owner + ";Pooling=false", "test"));
        await new SchemaMigration(source, SchemaScript.All, told.Add).RunAsync(role, default);
    }
}
