using Microsoft.Data.Sqlite;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tts-test-").FullName;

    /// <summary>Where the product puts its audio.</summary>
    public string Database => System.IO.Path.Combine(Path, "audio.db");

    /// <summary>A connection of somebody else's.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
