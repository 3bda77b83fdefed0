using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Postgres;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Hosting.Jobs;

/// <summary>Gives a silo the database of its render jobs: the cluster's own, or a file where there is none.</summary>
internal static class JobStorage
{
    public static IHostApplicationBuilder AddJobStorage(this IHostApplicationBuilder builder, ClusterMode mode)
    {
        var services = builder.Services;
        services.AddSettings<JobsOptions>(JobsOptions.Section);
        if (!StorageOptions.IsEnabled(builder.Configuration))
        {
            return builder;
        }

        if (mode == ClusterMode.Postgres)
        {
            services.TryAddSingleton<ClusterDatabase>();
            services.AddKeyedSingleton<DbDataSource>(JobsOptions.Database, (provider, _) => provider.GetRequiredService<ClusterDatabase>().Source);
        }
        else
        {
            services.AddKeyedSingleton<DbDataSource, JobDatabase>(JobsOptions.Database);
        }

        return builder;
    }
}
