using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>A test with PostgreSQL and network namespaces; skipped, and saying so, where one of them cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetworkFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_allowed = new(() => Task.Run(SiloNetworks.AllowedAsync).GetAwaiter().GetResult());

    public NetworkFactAttribute() => Skip =
        TemporaryPostgres.Programs is null ? "PostgreSQL is not installed (Debian: postgresql)."
        : !s_allowed.Value ? "Network namespaces need root and the programs ip and bridge (Debian: iproute2)."
        : null;
}
