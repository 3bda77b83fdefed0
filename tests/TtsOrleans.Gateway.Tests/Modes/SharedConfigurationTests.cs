using System.Reflection;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Tests.Modes;

/// <summary>One configuration serves silos and gateways: each takes what is for it, both refuse what is for neither.</summary>
public sealed class SharedConfigurationTests
{
    private const string Refusal = "Cannot start: ";

    /// <summary>Every key that the gateway's own types have, found by themselves so that none is forgotten.</summary>
    private static readonly string[] KeysOfGateways =
    [
        .. typeof(ApiOptions).Assembly.GetTypes().Append(typeof(FfmpegOptions)).SelectMany(type =>
            type.GetField("Section", BindingFlags.Static | BindingFlags.Public)?.GetRawConstantValue() is string section
                ? type.GetProperties().Where(property => property.CanWrite).Select(property => $"{section}:{property.Name}")
                : []),
    ];

    [Fact]
    public async Task A_silo_leaves_alone_what_gateways_read_and_refuses_what_nobody_does()
    {
        Assert.Contains("Jobs:MaxCharacters", KeysOfGateways);
        Assert.Contains("Encoder:MaxProcesses", KeysOfGateways);

        // Nor does it look at the values: a gateway's range is the gateway's to check.
        string[] settings = [.. KeysOfGateways.Select(key => $"--{key}=-1"), "--Jobs:Nope=1", "--Admission:Nope=1", "--Cluster:SiloPort=0", $"--urls=http://127.0.0.1:{Ports.Free()}"];

        Assert.Equal(["Jobs:Nope is not a setting; there are "], Starts(await RefusalsAsync("Silo", settings), "there are "));
        settings = [.. settings.Where(setting => !setting.StartsWith("--Jobs:Nope", StringComparison.Ordinal))];
        Assert.Equal(["Admission:Nope is not a setting; there are "], Starts(await RefusalsAsync("Silo", settings), "there are "));
    }

    [Fact]
    public async Task A_gateway_leaves_alone_what_silos_read_and_refuses_what_nobody_does()
    {
        string[] settings =
        [
            "--Cluster:Mode=Localhost", "--Cluster:ConnectTimeout=00:00:00", $"--Cluster:GatewayPort={Ports.Free()}", $"--urls=http://127.0.0.1:{Ports.Free()}",
            "--Jobs:TimeToLive=-1", "--Jobs:MaxGigabytes=-1", "--Jobs:Parallel=-1", "--Synthesis:Slots=-1", "--Voices:Path=nowhere", "--Storage:Path=nowhere", "--Archive:Pause=-1", "--Cache:AudioBytes=-1",
        ];

        Assert.Equal(["no silo answered"], Starts(await RefusalsAsync("Gateway", settings), "answered"));
        Assert.Equal(["Synthesis:Slot is not a setting"], Starts(await RefusalsAsync("Gateway", [.. settings, "--Synthesis:Slot=2"]), "setting"));
        Assert.Equal(["Jobs:MaxCharacters is -1; it must be"], Starts(await RefusalsAsync("Gateway", [.. settings, "--Jobs:MaxCharacters=-1"]), "must be"));
    }

    private static async Task<IEnumerable<string>> RefusalsAsync(string program, string[] settings)
    {
        var (code, output) = await Built.RunAsync(program, settings);
        Assert.Equal(1, code);
        return output.Split('\n').Where(line => line.StartsWith(Refusal, StringComparison.Ordinal)).Select(line => line[Refusal.Length..]);
    }

    /// <summary>Each as far as <paramref name="upTo"/>.</summary>
    private static IEnumerable<string> Starts(IEnumerable<string> refusals, string upTo) =>
        refusals.Select(line => line.IndexOf(upTo, StringComparison.Ordinal) is >= 0 and var at ? line[..(at + upTo.Length)] : line);
}
