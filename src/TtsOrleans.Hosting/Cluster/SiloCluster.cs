using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TtsOrleans.Hosting.Postgres;
using OrleansClusterOptions = Orleans.Configuration.ClusterOptions;

namespace TtsOrleans.Hosting.Cluster;

/// <summary>Makes a silo a member of the cluster that <see cref="ClusterOptions"/> describes.</summary>
internal static class SiloCluster
{
    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, ClusterMode mode)
    {
        var services = silo.Services;
        services.TryAddSingleton<SiloEndpoint>();
        services.AddOptions<OrleansClusterOptions>().Configure<IOptions<ClusterOptions>>(Identify);
        services.AddOptions<SiloOptions>().Configure<IOptions<ClusterOptions>>((options, cluster) => options.SiloName = cluster.Value.SiloName);
        services.AddOptions<EndpointOptions>().Configure<SiloEndpoint>((options, endpoint) =>
        {
            options.AdvertisedIPAddress = endpoint.Address;
            options.SiloPort = endpoint.Silo.Port;
            options.GatewayPort = endpoint.GatewayPort;
        });
        services.AddOptions<SiloMessagingOptions>().Configure<IOptions<ClusterOptions>>((options, cluster) =>
        {
            options.ResponseTimeout = cluster.Value.ResponseTimeout;
            options.CancelRequestOnTimeout = true;

            // Told at once, clients need this long at most to have their streams elsewhere before the grains are let go.
            options.ClientGatewayShutdownNotificationTimeout = TimeSpan.FromSeconds(2);
        });
        services.Configure<ClusterMembershipOptions>(DetectFailuresSoon);

        return mode == ClusterMode.Postgres ? silo.MeetInDatabase() : silo.StandAlone();
    }

    /// <summary>Membership lives in this silo's memory, it is its own primary; what it is reminded of ends with it.</summary>
    private static ISiloBuilder StandAlone(this ISiloBuilder silo) => silo
        .UseDevelopmentClustering(options => options
            .Configure<SiloEndpoint>((membership, endpoint) => membership.PrimarySiloEndpoint = endpoint.Silo))
        .UseInMemoryReminderService();

    internal static void Identify(OrleansClusterOptions options, IOptions<ClusterOptions> cluster)
    {
        options.ServiceId = cluster.Value.ServiceId;
        options.ClusterId = cluster.Value.ClusterId;
    }

    /// <summary>
    /// A silent silo is dead after three probes of 2 s. Votes count only from silos whose row is fresh, that is, for three
    /// I-am-alive periods: with 5 s a survivor may decide alone 15 s after its peers died too.
    /// </summary>
    private static void DetectFailuresSoon(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        options.NumMissedTableIAmAliveLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(15);
    }
}
