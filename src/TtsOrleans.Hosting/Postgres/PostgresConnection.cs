using Npgsql;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>What a written connection string means here: whatever it leaves out gets a value that suits a cluster.</summary>
internal static class PostgresConnection
{
    private const string Isolation = "default_transaction_isolation";

    private static readonly (string Key, object Value)[] Defaults =
    [
        ("Maximum Pool Size", 20),
        ("Timeout", 5),
        ("Command Timeout", 10),
        ("Keepalive", 10),

        // Nothing is left behind on a connection: no setting, no temporary table, and locks are a transaction's. The reset would go out in front of the
        // next command, and PgBouncer in transaction mode breaks such pairs: it looks as if it gave the server away once the reset is answered.
        ("No Reset On Close", true),
    ];

    /// <summary>Whether <paramref name="connectionString"/> can be read and names a server and a database.</summary>
    public static bool IsReadable(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Database.Length: > 0 };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            // What the exception says may quote a piece of a password.
            return false;
        }
    }

    /// <summary>Adds what <paramref name="connectionString"/> leaves open.</summary>
    /// <param name="connectionString">As configured.</param>
    /// <param name="name">Whom the server shows as connected.</param>
    public static NpgsqlConnectionStringBuilder Complete(string connectionString, string name)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        foreach (var (key, value) in Defaults.Append(("Application Name", name)))
        {
            if (!connection.ShouldSerialize(key))
            {
                connection[key] = value;
            }
        }

        // A replica lags behind: what it says of the members is no ground to compare and set on.
        if (connection.Host!.Contains(',', StringComparison.Ordinal) && string.IsNullOrEmpty(connection.TargetSessionAttributes))
        {
            connection.TargetSessionAttributes = "primary";
        }

        // At stricter levels a conflict is the server's error instead of an answer. Given at connecting, where nothing undoes it.
        if (connection.Options?.Contains(Isolation, StringComparison.Ordinal) is not true)
        {
            connection.Options = $"{connection.Options} -c {Isolation}=read\\ committed".TrimStart();
        }

        return connection;
    }

    /// <summary>Database, server and user, without the password.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder connection) =>
        $"{connection.Database} at {(connection.Host!.Contains(',', StringComparison.Ordinal) ? connection.Host : $"{connection.Host}:{connection.Port}")} as {connection.Username}";
}
