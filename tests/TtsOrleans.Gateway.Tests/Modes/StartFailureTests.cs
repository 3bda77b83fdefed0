using System.Net;
using System.Net.Sockets;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Modes;

/// <summary>What can be wrong at a start is said in a sentence, by the executables as their users start them.</summary>
public sealed class StartFailureTests : IDisposable
{
    private const string NoDatabase = "--Cluster:ConnectionString=Host=127.0.0.1;Port=1;Database=tts;Username=tts;Password=hush";

    private readonly string _folder = Directory.CreateTempSubdirectory("tts-start-").FullName;
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);
    private readonly string _url = $"http://127.0.0.1:{ChildProcess.FreePort()}";

    public StartFailureTests() => _taken.Start();

    private int Taken => ((IPEndPoint)_taken.LocalEndpoint).Port;

    public void Dispose()
    {
        _taken.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_gateway_that_finds_no_silo_says_so() => Assert.StartsWith(
        "no silo answered within Cluster:ConnectTimeout; start one",
        await RefusalAsync("Gateway", "--Cluster:Mode=Localhost", $"--Cluster:GatewayPort={ChildProcess.FreePort()}", "--Cluster:ConnectTimeout=00:00:01", $"--urls={_url}"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_gateway_whose_silo_takes_connections_and_never_answers_says_so() => Assert.StartsWith(
        "no silo answered within Cluster:ConnectTimeout; start one",
        await RefusalAsync("Gateway", "--Cluster:Mode=Localhost", $"--Cluster:GatewayPort={Taken}", "--Cluster:ConnectTimeout=00:00:01", $"--urls={_url}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Gateway", "the database of Cluster:ConnectionString cannot be used: Failed to connect to 127.0.0.1:1")]
    [InlineData("Silo", "the database does not answer: Failed to connect to 127.0.0.1:1")]
    public async Task Without_a_database_both_say_so(string program, string sentence) => Assert.Equal(
        sentence,
        await RefusalAsync(
            program, "--Cluster:Mode=Postgres", NoDatabase, "--Cluster:ConnectTimeout=00:00:01", $"--urls={_url}", $"--Cluster:SiloPort={ChildProcess.FreePort()}", "--Cluster:GatewayPort=0"));

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Silo")]
    public async Task A_taken_port_is_told_at_once(string program) => Assert.StartsWith(
        $"Urls: 'http://127.0.0.1:{Taken}' is taken",
        await RefusalAsync(program, "--Cluster:Mode=Localhost", $"--Cluster:SiloPort={ChildProcess.FreePort()}", $"--Cluster:GatewayPort={ChildProcess.FreePort()}", $"--urls=http://127.0.0.1:{Taken}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("nonsense", "Urls: 'nonsense' is not an address like")]
    [InlineData("http://127.0.0.1:99999", "Urls: 99999 of 'http://127.0.0.1:99999' is not a port")]
    [InlineData("http://203.0.113.1:7860", "Urls: 'http://203.0.113.1:7860' is not an address of this machine")]
    public async Task An_address_that_cannot_be_is_told(string url, string sentence) =>
        Assert.StartsWith(sentence, await RefusalAsync("Gateway", $"--urls={url}", "--Cluster:Mode=Localhost"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Silo")]
    public async Task A_broken_voice_is_told(string program)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "broken"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken", "voice.json"), "{ not JSON");

        Assert.StartsWith(
            "Voices:Path: No voice in",
            await RefusalAsync(program, $"--Voices:Path={_folder}", $"--urls={_url}", $"--Cluster:SiloPort={ChildProcess.FreePort()}", $"--Cluster:GatewayPort={ChildProcess.FreePort()}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_while_it_waits_for_a_silo_a_gateway_stops_in_order()
    {
        await using var gateway = ChildProcess.Start("Gateway", "--Cluster:Mode=Localhost", $"--Cluster:GatewayPort={ChildProcess.FreePort()}", $"--urls={_url}");
        await gateway.WaitUntilAsync(new($"{_url}/health/live"));

        Assert.Equal(0, await gateway.StopAsync());
        AssertNoTrace(gateway);
    }

    [Fact]
    public async Task Told_to_stop_while_it_waits_for_the_database_a_silo_stops_in_order()
    {
        await using var silo = ChildProcess.Start("Silo", "--Cluster:Mode=Postgres", NoDatabase, $"--Cluster:SiloPort={ChildProcess.FreePort()}", "--Cluster:GatewayPort=0", $"--urls={_url}");
        await silo.WaitUntilAsync(new($"{_url}/health/live"));

        Assert.Equal(0, await silo.StopAsync());
        AssertNoTrace(silo);
    }

    /// <summary>The one sentence that a start ends with.</summary>
    private static async Task<string> RefusalAsync(string program, params string[] settings)
    {
        const string Start = "Cannot start: ";
        await using var process = ChildProcess.Start(program, settings);
        Assert.Equal(1, await process.WaitForExitAsync());
        AssertNoTrace(process);
        Assert.DoesNotContain("hush", process.Output, StringComparison.Ordinal);
        return Assert.Single(process.Output.Split('\n'), line => line.StartsWith(Start, StringComparison.Ordinal))[Start.Length..];
    }

    private static void AssertNoTrace(ChildProcess process) => Assert.DoesNotContain("   at ", process.Output, StringComparison.Ordinal);
}
