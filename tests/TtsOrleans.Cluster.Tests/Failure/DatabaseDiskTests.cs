using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>A database on a small disk of its own; a class of its own, so that no other test's cluster is ended for this one's.</summary>
[Collection(FailureCluster.Collection)]
public sealed class DatabaseDiskTests(FailureCluster failures)
{
    [DiskFact]
    public Task A_full_disk_of_the_database_is_not_heard() =>
        failures.MeetAsync(FaultScenarios.DatabaseDiskFull, new ClusterShape { DatabaseDiskMegabytes = 160 });
}
