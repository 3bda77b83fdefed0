using Npgsql;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Database;

/// <summary>Every query finds its row by an index, in a table of a hundred thousand.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class PlanTests(PostgresServer server)
{
    private const string Fill =
        """
        INSERT INTO stored_grain (service, state, extension, n0, n1, version, payload)
        SELECT 'tts', state, 'audio-' || md5(n::text), 0, 0, 1, 'x' FROM generate_series(1, 100000) AS n, (VALUES ('audio-1'), ('job')) AS s (state);
        ANALYZE stored_grain; ANALYZE stored_audio; ANALYZE stored_state;
        """;

    [PostgresFact]
    public async Task Reading_writing_and_deleting_use_the_whole_key()
    {
        var database = await TestDatabase.CreateMigratedAsync(server);
        await database.ExecuteAsync(Fill);
        await using var source = NpgsqlDataSource.Create(database.Runtime + ";Pooling=false");
        foreach (var key in new[] { "ReadFromStorageKey", "WriteToStorageKey", "ClearStorageKey", "DeleteStorageKey" })
        {
            foreach (var (state, table) in new[] { ("audio-1", "stored_audio"), ("job", "stored_state") })
            {
                var text = await database.AskAsync<string>($"SELECT querytext FROM orleansquery WHERE querykey = '{key}'");
                await using var explain = source.CreateCommand($"EXPLAIN {text}");
                foreach (var (name, value) in new (string, object)[]
                {
                    ("ServiceId", "tts"), ("GrainTypeString", state), ("GrainIdExtensionString", "audio-c4ca4238a0b923820dcc509a6f75849b"),
                    ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainStateVersion", 1), ("PayloadBinary", new byte[] { 1 }),
                })
                {
                    explain.Parameters.AddWithValue(name, value);
                }

                var plan = new List<string>();
                await using var reader = await explain.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    plan.Add(reader.GetString(0));
                }

                var written = string.Join('\n', plan);
                Assert.DoesNotContain("Seq Scan", written, StringComparison.Ordinal);
                Assert.Contains($"Index Scan using {table}_pkey on {table}", written, StringComparison.Ordinal);
                foreach (var column in new[] { "service", "state", "extension", "n0", "n1" })
                {
                    Assert.Contains(plan, line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains($"({column} = ", StringComparison.Ordinal));
                }
            }
        }
    }
}
