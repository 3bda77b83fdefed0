using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Support;

public sealed class PostgresServerTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Restart_after_a_crash_keeps_what_was_committed()
    {
        await using var source = NpgsqlDataSource.Create((await TestDatabase.CreateAsync(server)).Superuser + ";Pooling=false");
        await using (var write = source.CreateCommand("CREATE TABLE t AS SELECT 42 AS n"))
        {
            await write.ExecuteNonQueryAsync();
        }

        await server.StopAsync("immediate");
        await server.StartAsync();
        await using var read = source.CreateCommand("SELECT n FROM t");
        Assert.Equal(42, await read.ExecuteScalarAsync());
    }
}
