using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>A real PostgreSQL server for the tests of a class or a collection.</summary>
public sealed class PostgresServer : TemporaryPostgres, IAsyncLifetime;
