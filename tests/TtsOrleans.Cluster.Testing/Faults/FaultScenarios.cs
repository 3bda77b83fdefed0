using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Faults;

/// <summary>The faults that every cluster meets some day.</summary>
public static class FaultScenarios
{
    /// <summary>A silo dies amid its work; whoever looks after it starts it again.</summary>
    public static FaultScenario SiloKilled { get; } = Moment("silo-killed", "kill -9 of a silo", cluster => cluster.Silos[1].KillAsync());

    /// <summary>All silos die but one, and stay away for a while.</summary>
    public static FaultScenario AllSilosButOneKilled { get; } = new(
        "all-but-one-killed",
        "kill -9 of all silos but one, away for {0} s",
        TimeSpan.FromSeconds(25),
        TimeSpan.FromSeconds(60),
        async (cluster, lasts) =>
        {
            var dying = cluster.Silos.Skip(1).ToList();
            await Task.WhenAll(dying.Select(silo => silo.KillAsync(forGood: true)));
            await Task.Delay(lasts);
            dying.ForEach(silo => silo.Start());
        })
    {
        MayRefuse = true,
    };

    /// <summary>A gateway dies; whoever looks after it starts it again.</summary>
    public static FaultScenario GatewayKilled { get; } =
        Moment("gateway-killed", "kill -9 of a gateway", cluster => cluster.Gateways[0].KillAsync()) with { GatewayDies = true };

    /// <summary>The database is away.</summary>
    public static FaultScenario DatabaseStopped { get; } = new(
        "database-stopped",
        "PostgreSQL down for {0} s",
        TimeSpan.FromSeconds(12),
        TimeSpan.FromSeconds(60),
        async (cluster, lasts) =>
        {
            await cluster.Postgres.StopAsync("immediate");
            await Task.Delay(lasts);
            await cluster.Postgres.StartAsync();
        });

    /// <summary>The database crashes and comes back.</summary>
    public static FaultScenario DatabaseRestarted { get; } = Moment("database-restarted", "PostgreSQL crashed and started again", async cluster =>
    {
        await cluster.Postgres.StopAsync("immediate");
        await cluster.Postgres.StartAsync();
    });

    /// <summary>The database takes no writes.</summary>
    public static FaultScenario DatabaseReadOnly { get; } = new(
        "database-read-only",
        "database read-only for {0} s",
        TimeSpan.FromSeconds(12),
        TimeSpan.FromSeconds(60),
        async (cluster, lasts) =>
        {
            await SetAsync("SET default_transaction_read_only = on");
            await Task.Delay(lasts);
            await SetAsync("RESET default_transaction_read_only");

            // From another database, whose transactions it does not touch; it holds for sessions that begin behind it.
            async Task SetAsync(string setting)
            {
                var maintenance = new TestDatabase(cluster.Postgres, "postgres");
                await maintenance.ExecuteAsync($"ALTER DATABASE {cluster.Database.Name} {setting}");
                await maintenance.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{cluster.Database.Name}'");
            }
        });

    /// <summary>The database's disk is full; the server may give up over it, and is started when there is room again.</summary>
    public static FaultScenario DatabaseDiskFull { get; } = new(
        "database-disk-full",
        "database's disk full for {0} s",
        TimeSpan.FromSeconds(12),
        TimeSpan.FromSeconds(60),
        async (cluster, lasts) =>
        {
            cluster.Postgres.Disk.Fill();
            await Task.Delay(lasts);
            cluster.Postgres.Disk.Free();
            await cluster.Postgres.EnsureStartedAsync();
        });

    /// <summary>A silo stands still with all its connections open.</summary>
    public static FaultScenario SiloFrozen { get; } = new(
        "silo-frozen",
        "SIGSTOP of a silo for {0} s",
        TimeSpan.FromSeconds(12),
        TimeSpan.FromSeconds(30),
        async (cluster, lasts) =>
        {
            await cluster.Silos[1].FreezeAsync();
            await Task.Delay(lasts);
            await cluster.Silos[1].ThawAsync();
        });

    /// <summary>Two silos cannot reach each other; both reach the third, the database and the gateways.</summary>
    public static FaultScenario TwoSilosParted { get; } = new(
        "two-silos-parted",
        "network cut between two silos for {0} s",
        TimeSpan.FromSeconds(20),
        TimeSpan.FromSeconds(60),
        async (cluster, lasts) =>
        {
            await cluster.Networks.PartAsync(1, 2);
            await Task.Delay(lasts);
            await cluster.Networks.JoinAsync(1, 2);
        });

    /// <summary>No silo can reach another; all reach the database and the gateways.</summary>
    public static FaultScenario AllSilosParted { get; } = new(
        "all-silos-parted",
        "network cut between all silos for {0} s",
        TimeSpan.FromSeconds(20),
        TimeSpan.FromSeconds(60),
        async (cluster, lasts) =>
        {
            int[] all = [.. Enumerable.Range(1, cluster.Silos.Count)];
            await cluster.Networks.PartAsync(all);
            await Task.Delay(lasts);
            await cluster.Networks.JoinAsync(all);
        })
    {
        MayRefuse = true,
    };

    /// <summary>Those that need nothing special.</summary>
    public static IReadOnlyList<FaultScenario> OnAnyCluster { get; } =
        [SiloKilled, GatewayKilled, SiloFrozen, DatabaseRestarted, DatabaseStopped, DatabaseReadOnly, AllSilosButOneKilled];

    /// <summary>Those that need silos with networks of their own.</summary>
    public static IReadOnlyList<FaultScenario> OnOwnNetworks { get; } = [TwoSilosParted, AllSilosParted];

    private static FaultScenario Moment(string name, string title, Func<ClusterProcesses, Task> inject) =>
        new(name, title, TimeSpan.Zero, TimeSpan.Zero, (cluster, _) => inject(cluster));
}
