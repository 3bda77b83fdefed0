using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace TtsOrleans.Hosting.Postgres;

/// <summary>Lets silos and clients of any number of machines meet in <see cref="ClusterDatabase"/>.</summary>
internal static class PostgresCluster
{
    /// <summary>How soon a client knows a silo that is new; a silo that died it notices by itself.</summary>
    private static readonly TimeSpan GatewayListRefresh = TimeSpan.FromSeconds(5);

    /// <summary>Membership and reminders in the database; the silo's start waits for it.</summary>
    public static ISiloBuilder MeetInDatabase(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton<ClusterDatabase>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WaitForDatabase>();
        return silo
            .UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> clustering) => clustering.Configure<ClusterDatabase>((options, database) =>
            {
                options.Invariant = ClusterDatabase.Invariant;
                options.DataSource = database.Source;
            }))
            .UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> reminders) => reminders.Configure<ClusterDatabase>((options, database) =>
            {
                options.Invariant = ClusterDatabase.Invariant;
                options.DataSource = database.Source;
            }));
    }

    /// <summary>Asks the database where silos take clients.</summary>
    public static IClientBuilder FindSilosInDatabase(this IClientBuilder client)
    {
        client.Services.TryAddSingleton<ClusterDatabase>();
        client.Services.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayListRefresh);
        return client.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringClientOptions> clustering) => clustering.Configure<ClusterDatabase>((options, database) =>
        {
            options.Invariant = ClusterDatabase.Invariant;
            options.DataSource = database.Source;
        }));
    }
}
