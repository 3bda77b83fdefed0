using System.Net;
using System.Text.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Dashboard;

/// <summary>Orleans' dashboard, in a gateway with its own silo.</summary>
public sealed class DashboardTests
{
    private const string Key = "a-key-to-look-0123456789";

    [Fact]
    public async Task It_is_off_by_default()
    {
        await using var gateway = await GatewayHost.StartAsync();

        using var response = await gateway.Client.GetAsync("/dashboard");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task It_opens_with_a_key_alone()
    {
        await using var gateway = await GatewayHost.StartAsync(("Dashboard:Enabled", "true"), ("Api:Keys:0", Key));
        foreach (var path in new[] { "/dashboard", "/dashboard/", "/dashboard/index.min.js", "/dashboard/DashboardCounters", "/dashboard/ClusterStats" })
        {
            using var refused = await gateway.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        gateway.Client.DefaultRequestHeaders.Add("X-API-Key", Key);
        Assert.Contains("<title>Orleans Dashboard</title>", await gateway.Client.GetStringAsync("/dashboard/"), StringComparison.Ordinal);

        using var counters = JsonDocument.Parse(await gateway.Client.GetStringAsync("/dashboard/DashboardCounters"));
        Assert.True(counters.RootElement.TryGetProperty("totalActiveHostCount", out _), counters.RootElement.GetRawText());
        using var trace = await gateway.Client.GetAsync("/dashboard/Trace");
        Assert.NotEqual(HttpStatusCode.OK, trace.StatusCode);
    }

    [Fact]
    public async Task Without_keys_a_start_with_it_is_refused()
    {
        var gateway = await Built.RunAsync("Gateway", "--Dashboard:Enabled=true", "--Storage:Enabled=false", "--urls=http://127.0.0.1:0");

        Assert.Equal(1, gateway.Code);
        Assert.Contains("Cannot start: Dashboard:Enabled asks for API keys", gateway.All, StringComparison.Ordinal);
    }
}
