using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Abstractions.Voices;
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
        using var silo = new SiloProcess(_folder.Path, "--Cluster:SiloPort=99999", "--Synthesis:Slots=-1", "--Archive:Nope=1");

        var (exitCode, errors, output) = await silo.EndAsync();

        Assert.Equal(1, exitCode);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("Cannot start: ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_voice_stops_the_start_with_one_line()
    {
        using var silo = new SiloProcess(_folder.Path, $"--Voices:Path={_folder.Path}", "--Cluster:SiloPort=0");

        var (exitCode, errors, output) = await silo.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Cannot start: Voices:Path: No voice in", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_starts_serves_a_client_of_another_process_refuses_a_twin_and_stops()
    {
        var (siloPort, gatewayPort, httpPort) = (SiloProcess.FreePort(), SiloProcess.FreePort(), SiloProcess.FreePort());
        string[] ports = [$"--Cluster:SiloPort={siloPort}", $"--Cluster:GatewayPort={gatewayPort}"];
        using var silo = new SiloProcess(_folder.Path, [.. ports, $"--urls=http://127.0.0.1:{httpPort}", "--Synthesis:Slots=1"]);

        // Started before the silo answers: its start waits.
        using var client = BuildClient(gatewayPort);
        await client.StartAsync();
        var voices = await client.Services.GetRequiredService<IGrainFactory>().GetGrain<IVoiceDirectory>(0).GetVoices();
        Assert.NotEmpty(voices);

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{httpPort}") };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Contains("tts_slots", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await ReadyAsync(http, silo);

        using var twin = new SiloProcess(_folder.Path, ports);
        var (twinExit, twinErrors, _) = await twin.EndAsync();
        Assert.Equal(1, twinExit);
        Assert.Contains($"Cluster:SiloPort: port {siloPort}", twinErrors, StringComparison.Ordinal);

        await client.StopAsync();
        silo.Terminate();
        var (exitCode, errors, output) = await silo.EndAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"Localhost silo {Environment.MachineName} at 127.0.0.1:{siloPort}", output, StringComparison.Ordinal);
    }

    private static IHost BuildClient(int gatewayPort)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Cluster:Mode", "Localhost"), new("Cluster:GatewayPort", $"{gatewayPort}")]);
        builder.AddTtsClient();
        return builder.Build();
    }

    /// <summary>A client is let in as soon as the silo is active; ready it says a moment later.</summary>
    private static async Task ReadyAsync(HttpClient http, SiloProcess silo)
    {
        while ((await http.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK)
        {
            Assert.False(silo.HasExited);
            await Task.Yield();
        }
    }
}
