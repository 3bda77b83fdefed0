using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Hosting.Jobs;

/// <summary>Gives a silo the database of its render jobs.</summary>
internal static class JobStorage
{
    public static IHostApplicationBuilder AddJobStorage(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<JobsOptions>(JobsOptions.Section);
        if (StorageOptions.IsEnabled(builder.Configuration))
        {
            services.AddKeyedSingleton<DbDataSource, JobDatabase>(JobsOptions.Database);
        }

        return builder;
    }
}
