using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>A test with a small disk of its own; skipped, and saying so, where none can be mounted or PostgreSQL is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_allowed = new(() => Task.Run(SmallDisk.AllowedAsync).GetAwaiter().GetResult());

    public DiskFactAttribute() => Skip =
        TemporaryPostgres.Programs is null ? "PostgreSQL is not installed (Debian: postgresql)."
        : !s_allowed.Value ? "A disk can only be mounted by root."
        : null;
}
