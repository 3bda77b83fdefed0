using System.Data.Common;
using Microsoft.Extensions.Options;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Hosting.Jobs;

/// <summary>
/// The database file of render jobs. Prepared at its first use: a file that cannot be used fails the call, and the next one tries again.
/// A broken file is not put aside as that of finished audio is: nobody else has what is in it.
/// </summary>
internal sealed class JobDatabase(IOptions<StorageOptions> options) : DbDataSource
{
    private const int SchemaVersion = 1;

    private readonly SqliteDataSource _source = new(Path.Combine(Path.GetFullPath(options.Value.Path), "jobs.db"));
    private readonly Lock _gate = new();
    private volatile bool _ready;

    /// <inheritdoc/>
    public override string ConnectionString => _source.ConnectionString;

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => _source.CreateConnection();

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection()
    {
        Prepare();
        return _source.Open();
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
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Prepare()
    {
        lock (_gate)
        {
            if (!_ready)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_source.File)!);

                // Deleted jobs give their space back at once.
                SqliteSchema.Apply(_source, "PRAGMA auto_vacuum = FULL; PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;", "JobSchema.sql", SchemaVersion);
                _ready = true;
            }
        }
    }
}
