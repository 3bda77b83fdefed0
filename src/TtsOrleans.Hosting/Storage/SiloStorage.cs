using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Hosting.Storage;

/// <summary>Gives a silo the storage that <see cref="StorageOptions"/> describes.</summary>
internal static class SiloStorage
{
    /// <summary>The provider's name for SQLite, behind which it loads Microsoft.Data.Sqlite.</summary>
    private const string Invariant = "System.Data.SQLite";

    public static IHostApplicationBuilder AddAudioStorage(this IHostApplicationBuilder builder)
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

        services.AddSingleton<AudioDatabase>();
        services.AddOptions<AdoNetGrainStorageOptions>(AudioArchive.StorageName).Configure<AudioDatabase, Serializer>((options, database, serializer) =>
        {
            options.Invariant = Invariant;
            options.DataSource = database.Source;
            options.DeleteStateOnClear = true;

            // The default is JSON, where audio becomes base64.
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        });
        services.AddKeyedSingleton<IGrainStorage>(AudioArchive.StorageName, (provider, name) =>
            ActivatorUtilities.CreateInstance<AudioStorage>(provider, (string)name!));
        services.AddHostedService<AudioSweeper>();
        return builder;
    }
}
