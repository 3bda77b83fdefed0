using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Processes;

/// <summary>A cluster as its users start it: the command that prepares the database, silos, a gateway.</summary>
public sealed class PostgresModeTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Two_silos_and_a_gateway_meet_in_a_database_that_the_product_prepared()
    {
        var database = await TestDatabase.CreateAsync(server);
        var migration = await Built.RunAsync("Silo", "migrate", $"--Cluster:MigrationConnectionString={database.Owner}");
        Assert.True(migration.Code == 0, migration.All);
        Assert.Contains("Applied 0001-cluster.", migration.All, StringComparison.Ordinal);

        var shape = new ClusterShape { Silos = 2, Gateways = 1, Supervised = false, SiloSettings = ["--Cluster:Address=auto"], GatewaySettings = ["--Cluster:Address=auto"] };
        await using var cluster = await ClusterProcesses.StartAsync(shape, database);
        using var client = ClusterClient.Of(cluster);

        Assert.Equal(["silo1", "silo2"], (await cluster.SeenByAsync(cluster.Gateways[0])).Order());
        var audio = await client.SpeakAsync("你好，世界。今天天气很好！");
        Assert.Equal("RIFF"u8, audio.AsSpan(0, 4));
        Assert.True(audio.Length > 50_000);

        // In order: both leave the table, and nothing is left to be found dead.
        var exitCodes = await Task.WhenAll(cluster.Silos.Select(silo => silo.StopAsync()));
        Assert.All(exitCodes, exitCode => Assert.Equal(0, exitCode));
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM cluster_silo WHERE status <> 6"));
        Assert.Equal(0, await cluster.Gateways[0].StopAsync());
    }

    [PostgresFact]
    public async Task A_silo_waits_for_the_schema_and_says_what_to_do()
    {
        var database = await TestDatabase.CreateAsync(server);
        var silo = await Built.RunAsync(
            "Silo",
            "--Cluster:Mode=Postgres", $"--Cluster:ConnectionString={database.Runtime};Password=hush", $"--Cluster:SiloPort={Ports.Free()}",
            "--Cluster:GatewayPort=0", $"--urls=http://127.0.0.1:{Ports.Free()}", "--Cluster:ConnectTimeout=00:00:02");

        Assert.Equal(1, silo.Code);
        var refusal = Assert.Single(silo.All.Split('\n'), line => line.StartsWith("Cannot start: ", StringComparison.Ordinal));
        Assert.EndsWith("has no schema, and 0002-jobs is needed; run `TtsOrleans.Silo migrate`.", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", silo.All, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.All, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_gateway_without_schema_or_silo_says_so_in_a_sentence()
    {
        var database = await TestDatabase.CreateAsync(server);
        Assert.Equal("the database of Cluster:ConnectionString has no schema; run `TtsOrleans.Silo migrate`.", await RefusalAsync());

        await database.MigrateAsync(_ => { });
        Assert.StartsWith("no silo took clients within Cluster:ConnectTimeout", await RefusalAsync(), StringComparison.Ordinal);

        async Task<string> RefusalAsync()
        {
            var gateway = await Built.RunAsync(
                "Gateway",
                "--Cluster:Mode=Postgres", $"--Cluster:ConnectionString={database.Runtime}", $"--urls=http://127.0.0.1:{Ports.Free()}", "--Cluster:ConnectTimeout=00:00:01");
            Assert.Equal(1, gateway.Code);
            const string Start = "Cannot start: ";
            return Assert.Single(gateway.All.Split('\n'), line => line.StartsWith(Start, StringComparison.Ordinal))[Start.Length..];
        }
    }
}
