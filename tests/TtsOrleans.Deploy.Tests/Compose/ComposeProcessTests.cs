using System.Net;
using System.Net.Http.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Compose;

/// <summary>The commands and environments of <c>docker-compose.yml</c> as plain processes: a key that is no setting would refuse the start.</summary>
[Collection(WatchedCluster.Name)]
public sealed class ComposeProcessTests(WatchedCluster watched)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly ComposeFile _compose = ComposeFile.Load("docker-compose.yml");

    [ClusterFact]
    public async Task Migration_silo_and_gateway_start_as_composed_and_speak()
    {
        var (code, output) = await Commands.CaptureAsync("dotnet", [Built.PathOf("Silo"), .. ComposeFile.List(_compose.Services["migrate"], "command")], EnvironmentOf("migrate"));
        Assert.True(code == 0, output);
        Assert.Contains("The schema is at", output, StringComparison.Ordinal);

        // A cluster of its own in the same database; ports that are free here, for containers have all of them.
        await using var silo = Composed("silo", "Silo", $"--Cluster:SiloPort={Ports.Free()}", $"--Cluster:GatewayPort={Ports.Free()}");
        await silo.WaitUntilReadyAsync(s_patience);
        await using var gateway = Composed("gateway", "Gateway");
        await gateway.WaitUntilReadyAsync(s_patience);

        using var client = new HttpClient { BaseAddress = gateway.Url };
        using (var refused = await client.GetAsync("/metrics"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        client.DefaultRequestHeaders.Authorization = new("Bearer", ValueOf("TTS_API_KEY"));
        Assert.Contains("orleans_client_connected_gateways", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
        using var spoken = await client.PostAsJsonAsync("/api/tts", new { text = "你好。" });
        Assert.Equal(HttpStatusCode.OK, spoken.StatusCode);
    }

    private NodeProcess Composed(string service, string project, params string[] settings)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var process = new NodeProcess(service, url, Built.Command(project, ["--Cluster:ClusterId=composed", $"--urls={url}", .. settings])) { Environment = EnvironmentOf(service) };
        process.Start();
        return process;
    }

    private Dictionary<string, string> EnvironmentOf(string service)
    {
        var environment = _compose.EnvironmentOf(service, ValueOf);
        foreach (var key in environment.Keys.Where(key => key.EndsWith("ConnectionString", StringComparison.Ordinal)).ToList())
        {
            Assert.StartsWith("Host=postgres;", environment[key], StringComparison.Ordinal);
            environment[key] = environment[key].Replace("Host=postgres;", $"Host=127.0.0.1;Port={watched.Cluster.Port + 9};", StringComparison.Ordinal);
        }

        // A folder that only the image has.
        if (environment.ContainsKey("TMPDIR"))
        {
            environment["TMPDIR"] = Path.GetTempPath();
        }

        return environment;
    }

    private string ValueOf(string variable) => variable switch
    {
        "TTS_PASSWORD" => watched.Cluster.PasswordOf("tts"),
        "TTS_OWNER_PASSWORD" => watched.Cluster.PasswordOf("tts_owner"),
        _ => "0123456789abcdef0123456789abcdef",
    };
}
