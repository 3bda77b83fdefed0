using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.LocalClusters;

/// <summary>What <c>deploy/local-cluster</c> does with the services of a running cluster; each test leaves all of them ready.</summary>
[Collection(WatchedCluster.Name)]
public sealed class SupervisionTests(WatchedCluster watched)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);

    [ClusterFact]
    public async Task All_that_was_asked_for_is_ready()
    {
        var status = "";
        await Asking.UntilAsync(
            "all are ready",
            async () =>
            {
                (var code, status) = await watched.Cluster.TryAsync("status");
                return code == 0;
            },
            s_limit,
            () => status);

        foreach (var name in new[] { "postgres", "silo-1", "silo-2", "gateway-1", "prometheus" })
        {
            Assert.Matches($@"(?m)^{name} +ready +\d+ +\d+", status);
        }
    }

    [ClusterTheory]
    [InlineData("silo-2")]
    [InlineData("postgres")]
    public async Task What_is_killed_comes_back_as_another_process(string name)
    {
        var before = await watched.Cluster.StatusOfAsync(name);
        await watched.Cluster.RunAsync("kill", name);

        var after = await UntilAsync(name, status => status[1] == "ready" && status[2] != before[2]);

        Assert.NotEqual(before[2], after[2]);
        Assert.Contains("died with exit code 137", watched.Cluster.LogOf(name), StringComparison.Ordinal);
        (await watched.SpeakAsync(1)).Dispose();
    }

    [ClusterFact]
    public async Task What_is_stopped_stays_so_until_it_is_started_with_settings_of_its_own()
    {
        await watched.Cluster.RunAsync("stop", "prometheus");
        Assert.Equal("stopped", (await watched.Cluster.StatusOfAsync("prometheus"))[1]);
        Assert.Contains("stopped with exit code 0", watched.Cluster.LogOf("prometheus"), StringComparison.Ordinal);
        await watched.Cluster.RunAsync("start", "prometheus");
        await UntilAsync("prometheus", status => status[1] == "ready");

        await watched.Cluster.RunAsync("restart", "silo-2", "--", "--Cache:AudioBytes=1048576");
        var (code, output) = await watched.Cluster.TryAsync("start", "silo-2");
        Assert.Equal((1, true), (code, output.Contains("runs already", StringComparison.Ordinal)));
        var arguments = await File.ReadAllTextAsync($"/proc/{(await watched.Cluster.StatusOfAsync("silo-2"))[2]}/cmdline");
        Assert.Contains("--Cache:AudioBytes=1048576", arguments, StringComparison.Ordinal);
        Assert.Contains("--Synthesis:Slots=1", arguments, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task What_the_caller_holds_open_is_let_go_when_the_command_ends()
    {
        var file = Path.GetTempFileName();
        try
        {
            await watched.Cluster.RunHoldingAsync(file, "restart", "prometheus");

            var process = (await watched.Cluster.StatusOfAsync("prometheus"))[2];
            var open = Directory.GetFiles($"/proc/{process}/fd").Select(link => File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName).ToList();
            Assert.Contains(open, target => target?.EndsWith("/services/prometheus/log", StringComparison.Ordinal) == true);
            Assert.DoesNotContain(file, open);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [ClusterFact]
    public async Task What_is_paused_stands_still_until_it_continues()
    {
        await watched.Cluster.RunAsync("pause", "gateway-1");
        await UntilAsync("gateway-1", status => status[1] == "paused");

        await watched.Cluster.RunAsync("continue", "gateway-1");
        await UntilAsync("gateway-1", status => status[1] == "ready");
    }

    private async Task<string[]> UntilAsync(string name, Func<string[], bool> reached)
    {
        string[] status = [];
        await Asking.UntilAsync(
            $"{name} gets there", async () => reached(status = await watched.Cluster.StatusOfAsync(name)), s_limit, () => watched.Cluster.LogOf(name));
        return status;
    }
}
