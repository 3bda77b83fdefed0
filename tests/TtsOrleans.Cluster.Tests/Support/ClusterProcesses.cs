using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>Silos and one gateway as processes of their own, meeting in a database.</summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    private readonly string[] _settings;

    private ClusterProcesses(string connectionString, string[] settings)
    {
        _settings = ["--Cluster:Mode=Postgres", $"--Cluster:ConnectionString={connectionString}", .. settings];
        Address = new($"http://127.0.0.1:{ChildProcess.FreePort()}");
        Gateway = ChildProcess.Start("Gateway", [.. _settings, $"--urls={Address}"]);
        Client = new() { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <summary>Where the gateway listens.</summary>
    public Uri Address { get; }

    /// <summary>Asks the gateway.</summary>
    public HttpClient Client { get; }

    public ChildProcess Gateway { get; }

    /// <summary>In the order of their start; named silo-1, silo-2, …</summary>
    public List<ChildProcess> Silos { get; } = [];

    /// <summary>All that they wrote.</summary>
    public string Output => string.Join("\n\n", Silos.Prepend(Gateway).Select(process => process.Output));

    /// <summary>Starts all at once and waits until the gateway is ready and sees <paramref name="silos"/> silos; without silos, just starts.</summary>
    public static async Task<ClusterProcesses> StartAsync(string connectionString, int silos, params string[] settings)
    {
        var cluster = new ClusterProcesses(connectionString, settings);
        try
        {
            for (var silo = 0; silo < silos; silo++)
            {
                cluster.StartSilo();
            }

            if (silos > 0)
            {
                await cluster.WaitForNodesAsync(silos);
                await cluster.Gateway.WaitUntilAsync(new(cluster.Address, "/health/ready"));
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more.</summary>
    public ChildProcess StartSilo(params string[] settings)
    {
        var silo = ChildProcess.Start(
            "Silo",
            [
                .. _settings,
                $"--Cluster:SiloName=silo-{Silos.Count + 1}",
                $"--Cluster:SiloPort={ChildProcess.FreePort()}",
                $"--Cluster:GatewayPort={ChildProcess.FreePort()}",
                $"--urls=http://127.0.0.1:{ChildProcess.FreePort()}",
                "--Synthesis:Slots=1",
                .. settings,
            ]);
        Silos.Add(silo);
        return silo;
    }

    /// <summary>The WAV file that the gateway makes of <paramref name="text"/>.</summary>
    public async Task<byte[]> SpeakAsync(string text)
    {
        using var response = await Client.PostAsJsonAsync("/api/tts", new { text });
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{Output}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The silos' names, as the gateway tells them; none while it cannot.</summary>
    public async Task<string[]> NodesAsync()
    {
        try
        {
            var cluster = await Client.GetFromJsonAsync<JsonElement>("/api/cluster");
            return [.. cluster.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // Not listening yet, or without a silo.
            return [];
        }
    }

    /// <summary>Waits until the gateway sees so many silos; other processes' states can only be asked after.</summary>
    public async Task WaitForNodesAsync(int count)
    {
        for (var asked = Stopwatch.StartNew(); asked.Elapsed < TimeSpan.FromMinutes(2);)
        {
            if ((await NodesAsync()).Length == count)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"There were never {count} silos:\n{Output}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var process in Silos.Prepend(Gateway))
        {
            await process.DisposeAsync();
        }
    }
}
