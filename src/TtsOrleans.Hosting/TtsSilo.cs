using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Grains;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Health;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Hosting;

/// <summary>A process that speaks.</summary>
public static class TtsSilo
{
    /// <summary>Makes <paramref name="builder"/>'s host a silo of the cluster of section <c>Cluster</c>; its own grains are then at hand, too.</summary>
    public static IHostApplicationBuilder AddTtsSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSettings<ClusterOptions>(ClusterOptions.Section);
        builder.Services.TryAddKeyedSingleton(SpeechClock.Key, TimeProvider.System);
        builder.AddAudioStorage();

        // Before the silo, and so stopped after it: until then grains may still have audio to store.
        builder.Services.TryAddSingleton<AudioArchive>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AudioArchive>());
        builder.UseOrleans(silo => silo.JoinCluster().AddActivityPropagation().AddSpeechGrains());
        builder.Services.AddHealthChecks().AddCheck<SiloReadiness>("silo", tags: [TtsHealth.Ready]);
        return builder;
    }
}
