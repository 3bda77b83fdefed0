using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Postgres;

namespace TtsOrleans.Hosting.Storage;

/// <summary>Gives a silo the storage that <see cref="StorageOptions"/> describes: in the cluster's database, or else in a file of this machine.</summary>
internal static class SiloStorage
{
    /// <summary>The provider's name for SQLite, behind which it loads Microsoft.Data.Sqlite.</summary>
    private const string Sqlite = "System.Data.SQLite";

    public static IHostApplicationBuilder AddAudioStorage(this IHostApplicationBuilder builder, ClusterMode mode)
    {
        var services = builder.Services;
        services.AddSettings<StorageOptions>(StorageOptions.Section);
        services.AddSettings<AudioArchiveOptions>(AudioArchiveOptions.Section);
        services.TryAddSingleton<AudioArchive>();
        services.AddHostedService(provider => provider.GetRequiredService<AudioArchive>());
        if (!StorageOptions.IsEnabled(builder.Configuration))
        {
            return builder;
        }

        if (mode == ClusterMode.Postgres)
        {
            services.KeepAudioInDatabase();
        }
        else
        {
            services.KeepAudioInFile();
        }

        return builder;
    }

    private static void KeepAudioInFile(this IServiceCollection services)
    {
        services.AddSingleton<AudioDatabase>();
        services.AddOptions<AdoNetGrainStorageOptions>(AudioArchive.StorageName).Configure<AudioDatabase, Serializer>((options, database, serializer) =>
        {
            options.Invariant = Sqlite;
            options.DataSource = database.Source;
            options.DeleteStateOnClear = true;

            // The default is JSON, where audio becomes base64.
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        });
        services.AddKeyedSingleton<IGrainStorage>(AudioArchive.StorageName, (provider, name) => new AudioStorage(
            provider,
            (string)name!,
            () =>
            {
                provider.GetRequiredService<AudioDatabase>().Prepare();
                return Task.CompletedTask;
            },
            provider.GetRequiredService<ILogger<AudioStorage>>()));
        services.AddHostedService<AudioSweeper>();
    }

    private static void KeepAudioInDatabase(this IServiceCollection services)
    {
        services.ConfigureDatabaseStorage(AudioArchive.StorageName);
        services.AddKeyedSingleton<IGrainStorage>(AudioArchive.StorageName, (provider, name) => new AudioStorage(
            provider,
            (string)name!,
            () => provider.GetRequiredService<WaitForDatabase>().Ready,
            provider.GetRequiredService<ILogger<AudioStorage>>()));
        services.AddHostedService<StoredAudioSweeper>();
    }
}
