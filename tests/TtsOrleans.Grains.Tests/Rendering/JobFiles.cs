using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Grains.Tests.Hosting;
using TtsOrleans.Hosting.Jobs;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>The product's file of render jobs in a temporary folder, which can be made to fail.</summary>
internal sealed class JobFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Whether every connection is refused.</summary>
    public bool Failing { get; set; }

    private readonly Changes _changes = new();
    private int _refused;

    /// <summary>Connections refused so far.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Ends once so many connections were refused.</summary>
    public Task UntilRefusedAsync(int connections) => _changes.UntilAsync($"{connections} connections are refused", () => Refused >= connections);

    /// <summary>A source of connections to the file.</summary>
    public DbDataSource Source() => new FailingSource(this, new JobDatabase(Options.Create(new StorageOptions { Path = _folder.Path })));

    /// <summary>Gives a silo its own connections to the file.</summary>
    public void AddTo(ISiloBuilder silo) => silo.Services.AddKeyedSingleton(JobsOptions.Database, (_, _) => Source());

    /// <summary>The number that a query selects.</summary>
    public long Number(string sql)
    {
        using var source = new JobDatabase(Options.Create(new StorageOptions { Path = _folder.Path }));
        using var connection = source.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _folder.Dispose();

    private sealed class FailingSource(JobFiles files, JobDatabase inner) : DbDataSource
    {
        public override string ConnectionString => inner.ConnectionString;

        protected override DbConnection CreateDbConnection() => inner.CreateConnection();

        protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
        {
            if (files.Failing)
            {
                Interlocked.Increment(ref files._refused);
                files._changes.Tell();
                throw new TimeoutException("The store was told not to answer.");
            }

            return inner.OpenConnectionAsync(cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
