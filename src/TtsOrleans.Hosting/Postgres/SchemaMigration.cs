using Npgsql;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>Brings a database to the schema of this release. Whoever else does so at the same time waits, and finds it done.</summary>
/// <param name="source">Connections of the owner.</param>
/// <param name="scripts">What there is to apply, in order.</param>
/// <param name="tell">Takes a sentence for each thing done.</param>
internal sealed class SchemaMigration(NpgsqlDataSource source, IReadOnlyList<SchemaScript> scripts, Action<string> tell)
{
    /// <summary>Key of the database's advisory lock: "ttsschem" in ASCII.</summary>
    private const long Lock = 0x747473736368656d;

    /// <summary>Applies what is missing, then lets <paramref name="runtimeRole"/> use it.</summary>
    /// <exception cref="InvalidDataException">A script that was applied reads differently now.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached, or refuses.</exception>
    public async Task RunAsync(string runtimeRole, CancellationToken cancellationToken)
    {
        var applied = 0;
        foreach (var script in scripts)
        {
            applied += await InTransactionAsync(connection => ApplyAsync(connection, script, cancellationToken), cancellationToken) ? 1 : 0;
        }

        await InTransactionAsync(connection => new RuntimeGrants(connection, tell).GrantAsync(runtimeRole, cancellationToken), cancellationToken);
        var version = await InTransactionAsync(connection => VersionAsync(connection, cancellationToken), cancellationToken);
        tell(version > scripts[^1].Version
            ? $"The schema is at {version:0000}, newer than this release's {scripts[^1]}; that is all right: a newer schema keeps what older releases use."
            : $"The schema is at {scripts[^1]}; {(applied == 0 ? "there was nothing to apply" : $"{applied} script(s) applied")}.");
    }

    private async Task<bool> ApplyAsync(NpgsqlConnection connection, SchemaScript script, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection,
            """
            CREATE TABLE IF NOT EXISTS tts_schema
            (
                version    integer     PRIMARY KEY,
                name       text        NOT NULL,
                checksum   text        NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )
            """,
            cancellationToken);
        await using (var read = new NpgsqlCommand("SELECT checksum FROM tts_schema WHERE version = @version", connection))
        {
            read.Parameters.AddWithValue("version", script.Version);
            if (await read.ExecuteScalarAsync(cancellationToken) is string checksum)
            {
                return checksum == script.Checksum ? false : throw new InvalidDataException(
                    $"the database has a script {script} that reads differently from this release's (checksum {checksum[..12]}…, here {script.Checksum[..12]}…); "
                    + "an applied script must not change: use the release that it came from, or put the change into a script of its own.");
            }
        }

        await ExecuteAsync(connection, script.Text, cancellationToken);
        await using var note = new NpgsqlCommand("INSERT INTO tts_schema (version, name, checksum) VALUES (@version, @name, @checksum)", connection);
        note.Parameters.AddWithValue("version", script.Version);
        note.Parameters.AddWithValue("name", script.Name);
        note.Parameters.AddWithValue("checksum", script.Checksum);
        await note.ExecuteNonQueryAsync(cancellationToken);
        tell($"Applied {script}.");
        return true;
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var read = new NpgsqlCommand("SELECT max(version) FROM tts_schema", connection);
        return (int)(await read.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        var result = await work(connection);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A script may build an index over much; whoever waits for the lock waits as long.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
