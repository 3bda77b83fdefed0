using Npgsql;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>Lets the role that silos and gateways run under use the schema: its data, not its shape.</summary>
/// <param name="connection">The owner's, inside a transaction.</param>
/// <param name="tell">Takes a sentence.</param>
internal sealed class RuntimeGrants(NpgsqlConnection connection, Action<string> tell)
{
    /// <summary>What only the owner writes: the texts that silos execute, and the notes of the migration.</summary>
    private const string ReadOnly = "('orleansquery', 'tts_schema')";

    /// <summary>The statements, one a row: all objects of the schema that this connection's user owns.</summary>
    private const string Statements =
        $"""
        SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), @role)
        UNION ALL
        SELECT format(CASE
                   WHEN c.relkind = 'S' THEN 'GRANT USAGE, SELECT ON SEQUENCE %s TO %I'
                   WHEN c.relname IN {ReadOnly} THEN 'GRANT SELECT ON TABLE %s TO %I'
                   ELSE 'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE %s TO %I' END, c.oid::regclass, @role)
        FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND pg_has_role(c.relowner, 'USAGE')
        UNION ALL
        SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', p.oid::regprocedure, @role)
        FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind = 'f' AND pg_has_role(p.proowner, 'USAGE')
        """;

    /// <summary>Grants; says so if there is no such role, which may be created later.</summary>
    /// <returns>Whether there is.</returns>
    public async Task<bool> GrantAsync(string role, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("SELECT current_user::text = @role FROM pg_roles WHERE rolname = @role", connection);
        ask.Parameters.AddWithValue("role", role);
        switch (await ask.ExecuteScalarAsync(cancellationToken))
        {
            case null:
                tell($"There is no role '{role}': nothing was granted. Create it, or name another with Cluster:RuntimeRole, and migrate again.");
                return false;
            case true:
                tell($"'{role}' owns the schema itself; nothing was granted.");
                return true;
        }

        List<string> statements = [];
        await using (var list = new NpgsqlCommand(Statements, connection))
        {
            list.Parameters.AddWithValue("role", role);
            await using var reader = await list.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                statements.Add(reader.GetString(0));
            }
        }

        await using var grant = new NpgsqlCommand(string.Join(";\n", statements), connection);
        await grant.ExecuteNonQueryAsync(cancellationToken);
        tell($"'{role}' may use the data of the schema.");
        return true;
    }
}
