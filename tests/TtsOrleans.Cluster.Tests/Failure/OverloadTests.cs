using TtsOrleans.Cluster.Testing.Overload;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>Ten times more requests than can be served.</summary>
[Collection(FailureCluster.Collection)]
public sealed class OverloadTests(FailureCluster failures)
{
    private const double MostMegabytes = 800;

    [PostgresFact]
    public async Task Who_can_be_served_is_and_the_rest_is_sent_away_at_once()
    {
        var cluster = await failures.GetAsync(new ClusterShape { Silos = 2 });
        var report = await OverloadRun.RunAsync(cluster, failures.Reference, 10, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10), seed: 31);

        Assert.True(report.Failed.Count == 0, string.Join('\n', report.Failed.Take(10)) + cluster.Output);
        Assert.Empty(report.Wrong);
        Assert.NotEmpty(report.Admitted);
        Assert.NotEmpty(report.SentAway);
        Assert.True(report.Recovery is not null, $"Not back to normal.\n{cluster.Output}");
        Assert.All(report.Memory, use => Assert.True(use.Most < MostMegabytes, $"{use}"));
    }
}
