using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace TtsOrleans.Hosting.Storage;

/// <summary>Connections to one database file, each opened with the settings that SQLite keeps by connection.</summary>
/// <param name="file">Path of the file; made if its folder exists.</param>
internal sealed class SqliteDataSource(string file) : DbDataSource
{
    /// <summary>
    /// A commit is in the file when the process dies, and may be lost, but not torn, when the machine does: right for audio that can be
    /// made again. Waiting for a lock is short, because everything here is.
    /// </summary>
    private const string Settings = "PRAGMA busy_timeout = 500; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 16777216;";

    /// <summary>Path of the file.</summary>
    public string File => file;

    /// <inheritdoc/>
    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = 1,
        Pooling = true,
    }.ToString();

    /// <summary>A connection ready for use.</summary>
    public SqliteConnection Open() => (SqliteConnection)OpenConnection();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            connection.Execute(Settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(OpenDbConnection());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        base.Dispose(disposing);
    }
}
