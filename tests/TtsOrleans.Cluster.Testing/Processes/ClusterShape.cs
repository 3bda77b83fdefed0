namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>What a cluster is made of.</summary>
public sealed record ClusterShape
{
    /// <summary>Silos, named silo1, silo2, ….</summary>
    public int Silos { get; init; } = 3;

    /// <summary>Gateways, named gateway1, gateway2, ….</summary>
    public int Gateways { get; init; } = 2;

    /// <summary>Inference threads of each silo.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>The one core that each silo may use, in their order; none for all that whoever starts the cluster may use.</summary>
    public IReadOnlyList<int> SiloCores { get; init; } = [];

    /// <summary>Whether each silo lives in a network namespace of its own, so that a net can be cut. Needs root.</summary>
    public bool OwnNetworks { get; init; }

    /// <summary>Whether silos and gateways that end by themselves are started again.</summary>
    public bool Supervised { get; init; } = true;

    /// <summary>Megabytes of the database's own disk; 0 for the machine's.</summary>
    public int DatabaseDiskMegabytes { get; init; }

    /// <summary>More settings of the silos, as <c>--Key=value</c>.</summary>
    public IReadOnlyList<string> SiloSettings { get; init; } = [];

    /// <summary>More settings of the gateways, as <c>--Key=value</c>.</summary>
    public IReadOnlyList<string> GatewaySettings { get; init; } = [];
}
