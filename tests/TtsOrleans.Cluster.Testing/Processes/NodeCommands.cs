namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>How the processes of a cluster are started.</summary>
internal sealed class NodeCommands(ClusterShape shape, SiloNetworks? networks, TemporaryPostgres postgres)
{
    private string[] Cluster =>
    [
        "--Cluster:Mode=Postgres",
        $"--Cluster:ConnectionString={postgres.ConnectionString("tts", "tts")}",
        "--Logging:Console:FormatterName=simple",
        "--Logging:Console:FormatterOptions:SingleLine=true",
        "--Logging:Console:FormatterOptions:TimestampFormat=HH:mm:ss.fff ",
        "--Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks=None",
    ];

    public NodeProcess Silo(int number)
    {
        var address = networks?.AddressOf(number) ?? "127.0.0.1";
        var url = new Uri($"http://{address}:{Commands.FreePort()}");
        string[] command =
        [
            "dotnet",
            Built.PathOf("Silo"),
            .. Cluster,
            $"--Cluster:SiloName=silo{number}",
            $"--Cluster:Address={address}",
            $"--Cluster:SiloPort={Commands.FreePort()}",
            $"--Cluster:GatewayPort={Commands.FreePort()}",
            $"--Synthesis:Slots={shape.Slots}",
            $"--urls={url}",
            .. shape.SiloSettings,
        ];
        string[] pinned = shape.SiloCores.Count == 0 ? command : ["taskset", "-c", $"{shape.SiloCores[number - 1]}", .. command];
        return new($"silo{number}", url, networks is null ? pinned : [.. networks.Enter(number), .. pinned]);
    }

    public NodeProcess Gateway(int number)
    {
        var url = new Uri($"http://127.0.0.1:{Commands.FreePort()}");
        return new($"gateway{number}", url, ["dotnet", Built.PathOf("Gateway"), .. Cluster, $"--urls={url}", .. shape.GatewaySettings]);
    }
}
