namespace TtsOrleans.Hosting.Storage;

/// <summary>Brings a database file to the shape of this release.</summary>
internal static class SqliteSchema
{
    /// <summary>Applies a script of repeatable statements in one transaction.</summary>
    /// <param name="source">The file.</param>
    /// <param name="pragmas">Settings that the file keeps, and takes before its first table or never.</param>
    /// <param name="script">Name of the script in this assembly.</param>
    /// <param name="version">Counts up with the script when an older release could not work with the result.</param>
    /// <exception cref="InvalidDataException">A newer release wrote the file.</exception>
    public static void Apply(SqliteDataSource source, string pragmas, string script, int version)
    {
        using var connection = source.Open();
        connection.Execute(pragmas);

        using var transaction = connection.BeginTransaction(deferred: false);
        var found = connection.Number("PRAGMA user_version");
        if (found > version)
        {
            throw new InvalidDataException($"{source.File} was written by a newer release (schema {found}, here {version}); set Storage:Path to another folder.");
        }

        connection.Execute(Read(script));
        connection.Execute($"PRAGMA user_version = {version}");
        transaction.Commit();
    }

    private static string Read(string script)
    {
        using var stream = typeof(SqliteSchema).Assembly.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
