using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains;

namespace TtsOrleans.Hosting.Storage;

/// <summary>The database file of finished audio.</summary>
internal sealed partial class AudioDatabase(
    IOptions<StorageOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider time,
    ILogger<AudioDatabase> logger) : IDisposable
{
    /// <summary>Counts up with <c>AudioSchema.sql</c> when an older release could not work with the result.</summary>
    private const int SchemaVersion = 1;

    /// <summary>SQLite's codes for a file that is broken, and for one that is something else.</summary>
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>Its connections.</summary>
    public SqliteDataSource Source { get; } = new(Path.Combine(Path.GetFullPath(options.Value.Path), "audio.db"));

    /// <summary>Makes the file ready for use: creates it, or brings its schema up to date.</summary>
    /// <remarks>A file that is no database is put aside, and a new one begun: all it held can be synthesised again.</remarks>
    /// <exception cref="Exception">The folder cannot be written to, the file is locked, or a newer release owns it.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Source.File)!);
        try
        {
            ApplySchema();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Corrupt or NotADatabase)
        {
            PutAside(exception);
            ApplySchema();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    /// <summary>The file can shrink by pieces, and a page holds a good part of a sentence.</summary>
    private void ApplySchema() => SqliteSchema.Apply(
        Source, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;", "AudioSchema.sql", SchemaVersion);

    private void PutAside(SqliteException reason)
    {
        SqliteConnection.ClearAllPools();
        var aside = $"{Source.File}.broken-{time.GetUtcNow():yyyyMMddHHmmss}";
        File.Move(Source.File, aside, overwrite: true);
        File.Delete($"{Source.File}-wal");
        File.Delete($"{Source.File}-shm");
        LogPutAside(logger, Source.File, aside, reason.Message);
    }
}
