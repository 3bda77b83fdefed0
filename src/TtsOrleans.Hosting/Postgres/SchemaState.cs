using Npgsql;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>Whether a database has the schema that this release works with.</summary>
internal static class SchemaState
{
    /// <exception cref="DatabaseNotReadyException">It has not, or its user may not see it.</exception>
    public static async Task CheckAsync(ClusterDatabase database, CancellationToken cancellationToken)
    {
        int? version;
        try
        {
            await using var read = database.Source.CreateCommand("SELECT max(version) FROM tts_schema");
            version = await read.ExecuteScalarAsync(cancellationToken) as int?;
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
