using Npgsql;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>A database as a deployment has it: <c>tts_owner</c> owns it, <c>tts</c> uses its data.</summary>
/// <param name="server">Where it is.</param>
/// <param name="name">What it is called there.</param>
public sealed class TestDatabase(TemporaryPostgres server, string name)
{
    /// <summary>Where it is.</summary>
    public TemporaryPostgres Server => server;

    /// <summary>What it is called there.</summary>
    public string Name => name;

    /// <summary>As the user of silos and gateways.</summary>
    public string Runtime => server.ConnectionString(name, "tts");

    /// <summary>As the owner of the schema.</summary>
    public string Owner => server.ConnectionString(name, "tts_owner");

    /// <summary>As the server's superuser, who waits however slow the machine is.</summary>
    public string Superuser => server.ConnectionString(name) + ";Timeout=60;Command Timeout=0";

    /// <summary>Creates an empty one, and the roles if they are missing.</summary>
    public static async Task<TestDatabase> CreateAsync(TemporaryPostgres server)
    {
        var name = $"tts_{Guid.NewGuid():N}";
        var maintenance = new TestDatabase(server, "postgres");
        await maintenance.ExecuteAsync(
            """
            DO $$
            DECLARE name text;
            BEGIN
                PERFORM pg_advisory_xact_lock(1);
                FOREACH name IN ARRAY ARRAY['tts_owner', 'tts'] LOOP
                    IF to_regrole(name) IS NULL THEN
                        EXECUTE format('CREATE ROLE %I LOGIN', name);
                    END IF;
                END LOOP;
            END $$
            """);
        await maintenance.ExecuteAsync($"CREATE DATABASE {name} OWNER tts_owner");

        // Before version 15 everybody may create in the schema public, and its owner is the superuser.
        var database = new TestDatabase(server, name);
        await database.ExecuteAsync("REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT CREATE, USAGE ON SCHEMA public TO tts_owner");
        return database;
    }

    /// <summary>Runs statements as superuser.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Superuser + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row, as superuser.</summary>
    public async Task<T> AskAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Superuser + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
