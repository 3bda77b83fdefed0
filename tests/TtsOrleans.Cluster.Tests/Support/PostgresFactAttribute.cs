namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>A test with a PostgreSQL server of its own; skipped, and saying so, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() =>
        Skip = PostgresServer.Programs is null ? "PostgreSQL is not installed (Debian: postgresql)." : null;
}
