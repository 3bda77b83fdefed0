using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Faults;

/// <summary>Something that goes wrong in a cluster while it speaks.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Title">For people.</param>
/// <param name="InTests">How long it lasts in a test; zero for what happens in a moment.</param>
/// <param name="InFull">How long it lasts in the benchmark.</param>
/// <param name="Inject">Does it, lets it last as long as told, and undoes it.</param>
public sealed record FaultScenario(
    string Name, string Title, TimeSpan InTests, TimeSpan InFull, Func<ClusterProcesses, TimeSpan, Task> Inject)
{
    /// <summary>Whether a gateway dies: those who are connected to it see that, and ask the other one again.</summary>
    public bool GatewayDies { get; init; }

    /// <summary>Whether more fails at once than one thing: requests may be sent away for a while.</summary>
    public bool MayRefuse { get; init; }
}
