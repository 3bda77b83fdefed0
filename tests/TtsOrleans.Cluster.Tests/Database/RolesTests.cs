using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary><c>deploy/postgres/roles.sql</c>, as a superuser's psql reads it.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class RolesTests(PostgresServer server)
{
    [PsqlFact]
    public async Task What_it_makes_can_be_migrated_by_the_owner_and_not_shaped_by_the_silos()
    {
        for (var time = 1; time <= 2; time++)
        {
            await Commands.RunAsync(
                "env", "TTS_OWNER_PASSWORD=one", "TTS_PASSWORD=other",
                "psql", "-q", "-X", "-h", server.Address, "-p", $"{server.Port}", "-U", "postgres", "-d", "postgres", "-f", Repository.At("deploy", "postgres", "roles.sql"));
        }

        var database = new TestDatabase(server, "tts");
        await database.MigrateAsync(_ => { });

        using var node = new TestNode(database.Runtime);
        await node.Membership.InitializeMembershipTableAsync(tryInitTableVersion: true);
        await using var source = NpgsqlDataSource.Create(database.Runtime + ";Pooling=false");
        await using var create = source.CreateCommand("CREATE TABLE mine (n integer)");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => create.ExecuteNonQueryAsync())).SqlState);
    }
}
