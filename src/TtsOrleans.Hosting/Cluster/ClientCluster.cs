using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TtsOrleans.Hosting.Postgres;
using OrleansClusterOptions = Orleans.Configuration.ClusterOptions;

namespace TtsOrleans.Hosting.Cluster;

/// <summary>Connects a client to the cluster that <see cref="ClusterOptions"/> describes.</summary>
internal static class ClientCluster
{
    public static IClientBuilder JoinCluster(this IClientBuilder client, ClusterMode mode)
    {
        var services = client.Services;
        services.AddOptions<OrleansClusterOptions>().Configure<IOptions<ClusterOptions>>(SiloCluster.Identify);
        services.AddOptions<ClientMessagingOptions>().Configure<IOptions<ClusterOptions>>((options, cluster) =>
        {
            options.ResponseTimeout = cluster.Value.ResponseTimeout;
            options.CancelRequestOnTimeout = true;
        });
        client.UseConnectionRetryFilter<WaitForSilo>();
        return mode == ClusterMode.Postgres ? client.FindSilosInDatabase() : client.CallSiloOfMachine();
    }

    private static IClientBuilder CallSiloOfMachine(this IClientBuilder client) => client
        .UseStaticClustering((OptionsBuilder<StaticGatewayListProviderOptions> gateways) => gateways.Configure<IOptions<ClusterOptions>>(
            (options, cluster) => options.Gateways = [new IPEndPoint(IPAddress.Loopback, cluster.Value.EffectiveGatewayPort).ToGatewayUri()]));
}
