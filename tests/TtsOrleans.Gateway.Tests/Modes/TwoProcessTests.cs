using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Modes;

/// <summary>A silo and a gateway as two processes, which find each other on this machine.</summary>
public sealed class TwoProcessTests : IAsyncLifetime, IDisposable
{
    private readonly int _gatewayPort = Ports.Free();
    private readonly HttpClient _client = new();
    private NodeProcess _silo = null!;
    private NodeProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        // The gateway first: it has to wait for its silo.
        _gateway = NodeProcess.StartNew("Gateway", "--Cluster:Mode=Localhost", $"--Cluster:GatewayPort={_gatewayPort}", "--Cluster:ConnectTimeout=00:05:00");
        _client.BaseAddress = _gateway.Url;
        await _gateway.WaitUntilAsync("/health/live", HttpStatusCode.OK);
        _silo = NodeProcess.StartNew("Silo", $"--Cluster:SiloPort={Ports.Free()}", $"--Cluster:GatewayPort={_gatewayPort}", "--Storage:Enabled=false");
    }

    public void Dispose() => _client.Dispose();

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task The_gateway_waits_for_its_silo_speaks_through_it_and_survives_its_restart()
    {
        using (var early = await _client.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        }

        await _gateway.WaitUntilReadyAsync();
        object body = new { text = "你好，世界。今天天气很好！", emotion = "happy" };
        var first = await SpeakAsync(body);
        Assert.True(Wav.Parse(first).Sounds);

        // The same bytes as from one process.
        await using (var embedded = await GatewayHost.StartAsync())
        {
            Assert.Equal(await (await embedded.SpeakAsync(body)).Content.ReadAsByteArrayAsync(), first);
        }

        var cluster = await _client.GetFromJsonAsync<JsonElement>("/api/cluster");
        Assert.Equal(1, cluster.GetProperty("nodes").GetArrayLength());

        Assert.Equal(0, await _silo.StopAsync());
        await _gateway.WaitUntilAsync(NodeProcess.Ready, HttpStatusCode.ServiceUnavailable);
        using (var refused = await _client.PostAsJsonAsync("/api/tts", body))
        {
            await Problems.AssertProblemAsync(refused, HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        _silo.Start();
        await _gateway.WaitUntilReadyAsync();
        Assert.Equal(first, await SpeakAsync(body));
        Assert.Equal(0, await _gateway.StopAsync());
    }

    private async Task<byte[]> SpeakAsync(object body)
    {
        using var response = await _client.PostAsJsonAsync("/api/tts", body);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{_gateway.Output}\n{_silo.Output}");
        return await response.Content.ReadAsByteArrayAsync();
    }
}
