using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>Speech does not need the database; jobs wait for it.</summary>
[Collection(FailureCluster.Collection)]
public sealed class DatabaseFailureTests(FailureCluster failures)
{
    private static readonly ClusterShape s_shape = new();

    [PostgresFact]
    public Task Speech_goes_on_without_the_database_and_the_job_waits_for_it() =>
        failures.MeetAsync(FaultScenarios.DatabaseStopped, s_shape, withJob: true);

    [PostgresFact]
    public Task A_database_that_takes_no_writes_is_not_heard() => failures.MeetAsync(FaultScenarios.DatabaseReadOnly, s_shape);
}
