namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>As <see cref="PostgresTheoryAttribute"/>, with PgBouncer before the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgBouncerTheoryAttribute : TheoryAttribute
{
    public PgBouncerTheoryAttribute() =>
        Skip = new PostgresFactAttribute().Skip ?? (PgBouncer.Program is null ? "PgBouncer is not installed (Debian: pgbouncer)." : null);
}
