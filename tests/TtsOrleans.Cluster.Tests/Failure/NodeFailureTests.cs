using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>Silos and gateways that die or stand still while they speak.</summary>
[Collection(FailureCluster.Collection)]
public sealed class NodeFailureTests(FailureCluster failures)
{
    private static readonly ClusterShape s_shape = new();

    [PostgresFact]
    public Task A_silo_killed_amid_its_work_is_not_heard_and_the_job_goes_on() =>
        failures.MeetAsync(FaultScenarios.SiloKilled, s_shape, withJob: true);

    [PostgresFact]
    public Task A_frozen_silo_is_passed_over_and_comes_back() => failures.MeetAsync(FaultScenarios.SiloFrozen, s_shape);

    [PostgresFact]
    public Task A_killed_gateway_is_seen_by_its_own_clients_alone_who_are_served_by_the_other() =>
        failures.MeetAsync(FaultScenarios.GatewayKilled, s_shape);

    [PostgresFact]
    public Task One_silo_of_three_speaks_on_alone() => failures.MeetAsync(FaultScenarios.AllSilosButOneKilled, s_shape);
}
