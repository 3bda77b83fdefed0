using System.Net;
using System.Net.Sockets;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Gateway.Tests.Modes;

/// <summary>What can be wrong at a start is said in a sentence, by the executables as their users start them.</summary>
public sealed class StartFailureTests : IDisposable
{
    private const string NoDatabase = "--Cluster:ConnectionString=Host=127.0.0.1;Port=1;Database=tts;Username=tts;Password=hush";

    private readonly string _folder = Directory.CreateTempSubdirectory("tts-start-").FullName;
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);
    private readonly string _url = $"http://127.0.0.1:{Ports.Free()}";

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
        await RefusalAsync("Gateway", "--Cluster:Mode=Localhost", $"--Cluster:GatewayPort={Ports.Free()}", "--Cluster:ConnectTimeout=00:00:01", $"--urls={_url}"),
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
            program, "--Cluster:Mode=Postgres", NoDatabase, "--Cluster:ConnectTimeout=00:00:01", $"--urls={_url}", $"--Cluster:SiloPort={Ports.Free()}", "--Cluster:GatewayPort=0"));

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Silo")]
    public async Task A_taken_port_is_told_at_once(string program) => Assert.StartsWith(
        $"Urls: 'http://127.0.0.1:{Taken}' is taken",
        await RefusalAsync(program, "--Cluster:Mode=Localhost", $"--Cluster:SiloPort={Ports.Free()}", $"--Cluster:GatewayPort={Ports.Free()}", $"--urls=http://127.0.0.1:{Taken}"),
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
            await RefusalAsync(program, $"--Voices:Path={_folder}", $"--urls={_url}", $"--Cluster:SiloPort={Ports.Free()}", $"--Cluster:GatewayPort={Ports.Free()}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_while_it_waits_for_a_silo_a_gateway_stops_in_order()
    {
        await using var gateway = NodeProcess.StartNew("Gateway", "--Cluster:Mode=Localhost", $"--Cluster:GatewayPort={Ports.Free()}");
        await gateway.WaitUntilAsync("/health/live", HttpStatusCode.OK);

        Assert.Equal(0, await gateway.StopAsync());
        AssertNoTrace(gateway.Output);
    }

    [Fact]
    public async Task Told_to_stop_while_it_waits_for_the_database_a_silo_stops_in_order()
    {
        await using var silo = NodeProcess.StartNew("Silo", "--Cluster:Mode=Postgres", NoDatabase, $"--Cluster:SiloPort={Ports.Free()}", "--Cluster:GatewayPort=0");
        await silo.WaitUntilAsync("/health/live", HttpStatusCode.OK);

        Assert.Equal(0, await silo.StopAsync());
        AssertNoTrace(silo.Output);
    }

    /// <summary>The one sentence that a start ends with.</summary>
    private static async Task<string> RefusalAsync(string program, params string[] settings)
    {
        const string Start = "Cannot start: ";
        var (code, output) = await Built.RunAsync(program, settings);
        Assert.Equal(1, code);
        AssertNoTrace(output);
        Assert.DoesNotContain("hush", output, StringComparison.Ordinal);
        return Assert.Single(output.Split('\n'), line => line.StartsWith(Start, StringComparison.Ordinal))[Start.Length..];
    }

    private static void AssertNoTrace(string output) => Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
}
