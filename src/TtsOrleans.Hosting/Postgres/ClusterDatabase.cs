using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using TtsOrleans.Hosting.Cluster;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>The database of <c>Cluster:ConnectionString</c>: one pool of connections for membership, reminders, storage and all else.</summary>
internal sealed class ClusterDatabase : IDisposable, IAsyncDisposable
{
    /// <summary>Orleans' name for Npgsql.</summary>
    public const string Invariant = "Npgsql";

    public ClusterDatabase(IOptions<ClusterOptions> cluster, ILoggerFactory loggers)
    {
        var connection = PostgresConnection.Complete(cluster.Value.ConnectionString, $"tts {cluster.Value.SiloName}");
        Name = PostgresConnection.Describe(connection);
        Source = new NpgsqlDataSourceBuilder(connection.ConnectionString).UseLoggerFactory(loggers).Build();
    }

    /// <summary>Its connections; nobody else disposes it.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>What to call it before people; holds no secret.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
