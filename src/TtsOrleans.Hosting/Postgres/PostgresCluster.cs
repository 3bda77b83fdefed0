using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

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
        silo.Services.AddSingleton<WaitForDatabase>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<WaitForDatabase>());
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

    /// <summary>Has the options of the ADO.NET grain storage <paramref name="name"/> mean this database, where a cleared row is deleted.</summary>
    public static void ConfigureDatabaseStorage(this IServiceCollection services, string name)
    {
        services.TryAddSingleton<ClusterDatabase>();
        services.AddOptions<AdoNetGrainStorageOptions>(name).Configure<ClusterDatabase, Serializer>((options, database, serializer) =>
        {
            options.Invariant = ClusterDatabase.Invariant;
            options.DataSource = database.Source;
            options.DeleteStateOnClear = true;

            // The default is JSON: bytes as base64, and types by the names of their classes.
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        });
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
