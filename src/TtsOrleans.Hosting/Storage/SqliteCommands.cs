using Microsoft.Data.Sqlite;

namespace TtsOrleans.Hosting.Storage;

/// <summary>Statements in one line.</summary>
internal static class SqliteCommands
{
    /// <summary>Runs <paramref name="sql"/> to its end and returns the rows it changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        do
        {
            // Some pragmas do a part of their work with each row.
            while (reader.Read())
            {
            }
        }
        while (reader.NextResult());

        return reader.RecordsAffected;
    }

    /// <summary>The whole number that <paramref name="sql"/> selects.</summary>
    public static long Number(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
