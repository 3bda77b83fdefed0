namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>As <see cref="PostgresFactAttribute"/>, with the client <c>psql</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PsqlFactAttribute : FactAttribute
{
    public PsqlFactAttribute() =>
        Skip = new PostgresFactAttribute().Skip ?? (File.Exists("/usr/bin/psql") ? null : "psql is not installed (Debian: postgresql-client).");
}
