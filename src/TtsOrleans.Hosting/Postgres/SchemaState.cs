using Npgsql;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>Whether a database has the schema that this release works with, and isolates transactions as its statements expect.</summary>
internal static class SchemaState
{
    /// <exception cref="DatabaseNotReadyException">It has not, or its user may not see it.</exception>
    public static async Task CheckAsync(ClusterDatabase database, CancellationToken cancellationToken)
    {
        int? version;
        try
        {
            await using var read = database.Source.CreateCommand("SELECT max(version), current_setting('transaction_isolation') FROM tts_schema");
            await using var reader = await read.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            version = await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetInt32(0);
            if (reader.GetString(1) is var isolation && isolation != "read committed")
            {
                // Connections ask for it; a pooler may not pass that on.
                throw new DatabaseNotReadyException(
                    $"transactions of {database.Name} are {isolation}, and read committed is needed; ALTER ROLE … SET default_transaction_isolation = 'read committed'.");
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            version = null;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseNotReadyException(
                $"the schema of {database.Name} is not granted to its user; run `TtsOrleans.Silo migrate` with Cluster:RuntimeRole set to that user.", exception);
        }

        if (version is null || version < SchemaScript.Latest)
        {
            throw new DatabaseNotReadyException(
                $"{database.Name} has {(version is null ? "no schema" : $"schema {version:0000}")}, and {SchemaScript.All[^1]} is needed; run `TtsOrleans.Silo migrate`.");
        }
    }
}
