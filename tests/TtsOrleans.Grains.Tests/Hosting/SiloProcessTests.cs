using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Hosting;

namespace TtsOrleans.Grains.Tests.Hosting;

/// <summary>The silo as its users start it.</summary>
public sealed class SiloProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mistakes_in_the_configuration_stop_the_start_with_a_line_each()
    {
        var silo = await RunAsync("--Cluster:SiloPort=99999", "--Synthesis:Slots=-1", "--Archive:Nope=1");

        Assert.Equal(1, silo.Code);
        var lines = silo.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("Cannot start: ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_voice_stops_the_start_with_one_line()
    {
        var silo = await RunAsync($"--Voices:Path={_folder.Path}", "--Cluster:SiloPort=0", $"--Cluster:GatewayPort={Ports.Free()}");

        Assert.Equal(1, silo.Code);
        Assert.StartsWith("Cannot start: Voices:Path: No voice in", Assert.Single(silo.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_starts_serves_a_client_of_another_process_refuses_a_twin_and_stops()
    {
        var (siloPort, gatewayPort) = (Ports.Free(), Ports.Free());
        string[] ports = [$"--Cluster:SiloPort={siloPort}", $"--Cluster:GatewayPort={gatewayPort}"];
        await using var silo = NodeProcess.StartNew("Silo", [$"--Storage:Path={_folder.Path}", "--Synthesis:Slots=1", .. ports]);

        // Started before the silo answers: its start waits.
        using var client = BuildClient(gatewayPort);
        await client.StartAsync();
        var voices = await client.Services.GetRequiredService<IGrainFactory>().GetGrain<IVoiceDirectory>(0).GetVoices();
        Assert.NotEmpty(voices);

        using var http = new HttpClient { BaseAddress = silo.Url };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Contains("tts_slots", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        // A client is let in as soon as the silo is active; ready it says a moment later.
        await silo.WaitUntilReadyAsync();

        var twin = await RunAsync(ports);
        Assert.Equal(1, twin.Code);
        Assert.Contains($"Cluster:SiloPort: port {siloPort}", twin.Errors, StringComparison.Ordinal);

        await client.StopAsync();
        Assert.Equal((0, ""), (await silo.StopAsync(), silo.Errors));
        Assert.Contains($"Localhost silo {Environment.MachineName} at 127.0.0.1:{siloPort}", silo.Output, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] settings) =>
        Built.RunAsync("Silo", [$"--Storage:Path={_folder.Path}", $"--urls=http://127.0.0.1:{Ports.Free()}", .. settings]);

    private static IHost BuildClient(int gatewayPort)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            [new("Cluster:Mode", "Localhost"), new("Cluster:GatewayPort", $"{gatewayPort}"), new("Cluster:ConnectTimeout", "00:05:00")]);
        builder.AddTtsClient();
        return builder.Build();
    }
}
