using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>Silos in network namespaces of their own that cannot reach each other.</summary>
[Collection(FailureCluster.Collection)]
public sealed class NetworkFailureTests(FailureCluster failures)
{
    private static readonly ClusterShape s_shape = new() { OwnNetworks = true };

    [NetworkFact]
    public Task Two_silos_that_cannot_reach_each_other_speak_on() => failures.MeetAsync(FaultScenarios.TwoSilosParted, s_shape);
}
