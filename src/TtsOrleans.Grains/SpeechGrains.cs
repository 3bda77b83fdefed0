using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime.GrainDirectory;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Draining;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Rehearsing;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Grains.Rendering.Running;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Routing;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Dispatch;
using TtsOrleans.Grains.Synthesis.Placement;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Grains.Voices;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains;

/// <summary>Makes a silo speak.</summary>
public static class SpeechGrains
{
    /// <summary>
    /// Adds the grains and what they share on a silo. The caller binds <see cref="SynthesisOptions"/>, <see cref="CachingOptions"/>,
    /// <see cref="RoutingOptions"/>, <see cref="VoicesOptions"/> and <see cref="JobsOptions"/>; a registered <see cref="AudioArchive"/>, clock
    /// (<see cref="SpeechClock.Key"/>), database of jobs (<see cref="DbDataSource"/>, key <see cref="JobsOptions.Database"/>) or further <see cref="IVoiceFamily"/> is taken up.
    /// </summary>
    public static ISiloBuilder AddSpeechGrains(this ISiloBuilder silo)
    {
        var services = silo.Services;
        AddValidated<SynthesisOptions>(services);
        AddValidated<CachingOptions>(services);
        AddValidated<RoutingOptions>(services);
        AddValidated<VoicesOptions>(services);
        AddValidated<JobsOptions>(services);
        services.AddMetrics();
        services.TryAddKeyedSingleton(SpeechClock.Key, TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IVoiceFamily, LanshanFamily>());
        services.TryAddSingleton(LoadFrontEnd);
        services.TryAddSingleton(LoadVoices);
        services.TryAddSingleton<AudioArchive>();
        services.TryAddSingleton<AudioStore>();
        services.TryAddSingleton<SynthesisInstruments>();
        services.TryAddSingleton<CacheInstruments>();
        services.TryAddSingleton<RoutingInstruments>();
        services.TryAddSingleton<PieceRunner>();
        services.TryAddSingleton<SlotScheduler>();
        services.TryAddSingleton<EngineLoader>();
        services.TryAddSingleton<EngineShelf>();
        services.TryAddSingleton(provider => new EngineHealth(provider.GetRequiredService<SlotScheduler>(), provider.GetRequiredService<IOptions<SynthesisOptions>>()));
        services.TryAddSingleton<DrainState>();
        services.TryAddSingleton<OpenStreams>();
        services.TryAddSingleton<LocalNode>();
        services.TryAddSingleton<SiloOffers>();
        services.TryAddSingleton<StartLine>();
        services.TryAddSingleton<QueuedPieces>();
        services.TryAddSingleton<SynthesisDispatcher>();
        services.TryAddSingleton<PlanMemo>();
        services.TryAddSingleton<PieceSource>();
        services.TryAddSingleton<LocalSpeech>();
        AddJobs(services);
        AddParticipant<NodeDirectory>(services);
        AddParticipant<SlotLifecycle>(services);
        AddParticipant<SiloRehearsal>(services);
        AddParticipant<SlotWatch>(services);
        AddParticipant<SiloDrain>(services);
        services.AddHostedService(provider => provider.GetRequiredService<SiloDrain>());
        services.AddPlacementDirector<PinnedPlacement, PinnedPlacementDirector>();
        services.AddSingleton<IGrainDirectoryResolver, UnlistedGrains>();
        return silo;
    }

    private static void AddJobs(IServiceCollection services)
    {
        services.TryAddSingleton<JobInstruments>();
        services.TryAddSingleton(provider => new JobStore(
            provider.GetKeyedService<DbDataSource>(JobsOptions.Database),
            provider.GetRequiredKeyedService<TimeProvider>(SpeechClock.Key),
            provider.GetRequiredService<JobInstruments>()));
        services.TryAddSingleton<StorePatience>();
        services.TryAddSingleton<PieceRenderer>();
        services.TryAddSingleton<JobVoice>();
        services.TryAddSingleton<JobRuns>();
        services.TryAddSingleton<JobWhereabouts>();
        AddParticipant<JobSupervisor>(services);
        AddParticipant<JobSweeper>(services);
    }

    private static void AddValidated<T>(IServiceCollection services) where T : class =>
        services.AddOptions<T>().ValidateOnStart().Services.AddSingleton<IValidateOptions<T>, AnnotatedOptions<T>>();

    private static void AddParticipant<T>(IServiceCollection services) where T : class, ILifecycleParticipant<ISiloLifecycle>
    {
        services.TryAddSingleton<T>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<T>());
    }

    private static TextFrontEnd LoadFrontEnd(IServiceProvider services) =>
        TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend"));

    private static VoiceCatalog LoadVoices(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<VoicesOptions>>().Value;
        return VoiceCatalog.Load(options.FullPath, services.GetServices<IVoiceFamily>(), options.Default, services.GetRequiredService<ILogger<VoiceCatalog>>());
    }
}
