namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>How the processes of a cluster are started.</summary>
internal sealed class NodeCommands(ClusterShape shape, SiloNetworks? networks, TestDatabase database)
{
    private string[] Cluster =>
    [
        "--Cluster:Mode=Postgres",
        $"--Cluster:ConnectionString={database.Runtime}",
        "--Cluster:ConnectTimeout=00:05:00",
        "--Logging:Console:FormatterName=simple",
        "--Logging:Console:FormatterOptions:SingleLine=true",
        "--Logging:Console:FormatterOptions:TimestampFormat=HH:mm:ss.fff ",
        "--Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks=None",
    ];

    public NodeProcess Silo(int number, params string[] settings)
    {
        var address = networks?.AddressOf(number) ?? "127.0.0.1";
        var url = new Uri($"http://{address}:{Ports.Free()}");
        string[] command = Built.Command(
            "Silo",
            [
                .. Cluster,
                $"--Cluster:SiloName=silo{number}",
                $"--Cluster:Address={address}",
                $"--Cluster:SiloPort={Ports.Free()}",
                $"--Cluster:GatewayPort={Ports.Free()}",
                $"--Synthesis:Slots={shape.Slots}",
                $"--urls={url}",
                .. shape.SiloSettings,
                .. settings,
            ]);
        string[] pinned = shape.SiloCores.Count == 0 ? command : ["taskset", "-c", $"{shape.SiloCores[number - 1]}", .. command];
        return new($"silo{number}", url, networks is null ? pinned : [.. networks.Enter(number), .. pinned]) { Supervised = shape.Supervised };
    }

    public NodeProcess Gateway(int number)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}");
        return new($"gateway{number}", url, Built.Command("Gateway", [.. Cluster, $"--urls={url}", .. shape.GatewaySettings])) { Supervised = shape.Supervised };
    }
}
