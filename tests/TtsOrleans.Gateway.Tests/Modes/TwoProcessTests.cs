using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Modes;

/// <summary>A silo and a gateway as two processes, which find each other on this machine.</summary>
public sealed class TwoProcessTests : IAsyncLifetime, IDisposable
{
    private readonly int _siloPort = ChildProcess.FreePort();
    private readonly int _gatewayPort = ChildProcess.FreePort();
    private readonly Uri _siloHealth = new($"http://127.0.0.1:{ChildProcess.FreePort()}");
    private readonly Uri _address = new($"http://127.0.0.1:{ChildProcess.FreePort()}");
    private readonly HttpClient _client = new();
    private ChildProcess _silo = null!;
    private ChildProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _client.BaseAddress = _address;

        // The gateway first: it has to wait for its silo.
        _gateway = ChildProcess.Start("Gateway", "--Cluster:Mode=Localhost", $"--Cluster:GatewayPort={_gatewayPort}", $"--urls={_address}");
        await _gateway.WaitUntilAsync(new(_address, "/health/live"));
        _silo = StartSilo();
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

        await _gateway.WaitUntilAsync(new(_address, "/health/ready"));
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
        await WaitForReadinessAsync(HttpStatusCode.ServiceUnavailable);
        using (var refused = await _client.PostAsJsonAsync("/api/tts", body))
        {
            await Problems.AssertProblemAsync(refused, HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await _silo.DisposeAsync();
        _silo = StartSilo();
        await WaitForReadinessAsync(HttpStatusCode.OK);
        Assert.Equal(first, await SpeakAsync(body));
        Assert.Equal(0, await _gateway.StopAsync());
    }

    private async Task<byte[]> SpeakAsync(object body)
    {
        using var response = await _client.PostAsJsonAsync("/api/tts", body);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{_gateway.Output}\n{_silo.Output}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    // Other processes' states can only be asked after.
    private async Task WaitForReadinessAsync(HttpStatusCode status)
    {
        for (var asked = 0; asked < 600; asked++)
        {
            using var response = await _client.GetAsync("/health/ready");
            if (response.StatusCode == status)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"The gateway never became {status}:\n{_gateway.Output}");
    }

    private ChildProcess StartSilo() => ChildProcess.Start(
        "Silo",
        $"--Cluster:SiloPort={_siloPort}",
        $"--Cluster:GatewayPort={_gatewayPort}",
        $"--urls={_siloHealth}",
        "--Storage:Enabled=false");
}
