using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Grains;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Dashboard;

namespace TtsOrleans.Hosting;

/// <summary>A process that asks the cluster for speech and holds none of its work.</summary>
public static class TtsClient
{
    /// <summary>Connects <paramref name="builder"/>'s host to the cluster of section <c>Cluster</c>; its start waits for a silo.</summary>
    public static IHostApplicationBuilder AddTtsClient(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSettings<ClusterOptions>(ClusterOptions.Section);
        builder.Services.AddProductKeys();
        builder.Services.TryAddKeyedSingleton(SpeechClock.Key, TimeProvider.System);
        var mode = ClusterOptions.ModeOf(builder.Configuration);
        builder.UseOrleansClient(client => client.JoinCluster(mode).AddActivityPropagation().AddDashboard(builder.Configuration));
        return builder;
    }
}
