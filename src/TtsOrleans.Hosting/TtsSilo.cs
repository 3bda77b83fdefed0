using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Grains;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Routing;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Voices;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Configuration;
using TtsOrleans.Hosting.Dashboard;
using TtsOrleans.Hosting.Health;
using TtsOrleans.Hosting.Jobs;
using TtsOrleans.Hosting.Requests;
using TtsOrleans.Hosting.StartUp;
using TtsOrleans.Hosting.Storage;

namespace TtsOrleans.Hosting;

/// <summary>A process that speaks.</summary>
public static class TtsSilo
{
    private static readonly TimeSpan RuntimeStop = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Makes <paramref name="builder"/>'s host a silo of the cluster of section <c>Cluster</c>, with the grains and the storage that the
    /// sections <c>Voices</c>, <c>Synthesis</c>, <c>Routing</c>, <c>Cache</c>, <c>Storage</c>, <c>Archive</c> and <c>Jobs</c> describe.
    /// </summary>
    public static IHostApplicationBuilder AddTtsSilo(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<ClusterOptions>(ClusterOptions.Section);
        services.AddProductKeys();
        services.AddSettings<VoicesOptions>(VoicesOptions.Section);
        services.AddSettings<SynthesisOptions>(SynthesisOptions.Section);
        services.AddSettings<RoutingOptions>(RoutingOptions.Section);
        services.AddSettings<CachingOptions>(CachingOptions.Section);
        services.TryAddKeyedSingleton(SpeechClock.Key, TimeProvider.System);

        // What the runtime needs to tell clients and to let go of its grains comes on top of the drain.
        // Read as it is written: the host takes its options before those of others are checked.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration) =>
            host.ShutdownTimeout = RuntimeStop + (TimeSpan.TryParse(configuration[$"{SynthesisOptions.Section}:{nameof(SynthesisOptions.DrainTimeout)}"], CultureInfo.InvariantCulture, out var drain)
                ? drain
                : new SynthesisOptions().DrainTimeout));

        services.AddSingleton<IStartCheck, PortsAreFree>();
        services.AddSingleton<IStartCheck, SpeechIsThere>();
        services.AddHostedService<SiloBanner>();

        // Before the silo, and so stopped after it: until then grains may still have audio to store.
        var mode = ClusterOptions.ModeOf(builder.Configuration);
        builder.AddAudioStorage(mode);
        builder.AddJobStorage(mode);
        builder.UseOrleans(silo => silo
            .JoinCluster(mode)
            .AddActivityPropagation()
            .AddIncomingGrainCallFilter<RequestLogScope>()
            .AddDashboard(builder.Configuration)
            .AddSpeechGrains());
        services.AddHealthChecks().AddCheck<SiloReadiness>("silo", tags: [TtsHealth.Ready])
            .AddCheck<EnginesAnswer>("engines", tags: [TtsHealth.Ready, TtsHealth.Live]);
        return builder;
    }
}
