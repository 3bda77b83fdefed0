using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Silos of the product in this process, put together by its own registration, with the real voice and front end.</summary>
internal sealed class SpeechCluster : IAsyncDisposable
{
    private SpeechCluster(InProcessTestCluster silos) => Silos = silos;

    public InProcessTestCluster Silos { get; }

    public IGrainFactory Grains => Silos.Client;

    public VoiceReference Voice
    {
        get
        {
            var voice = Service<VoiceCatalog>(0).Default;
            return new(voice.Manifest.Name, voice.Hash);
        }
    }

    public static async Task<SpeechCluster> StartAsync(int silos, Action<ISiloBuilder>? configure = null, int slots = 2)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.Configure<SynthesisOptions>(options => options.Slots = slots);
            silo.Services.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
            });
            silo.AddSpeechGrains();
            configure?.Invoke(silo);
        });
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.Warning));
        var cluster = new SpeechCluster(builder.Build());
        await cluster.Silos.DeployAsync();
        return cluster;
    }

    public T Service<T>(int silo) where T : notnull => Services(silo).GetRequiredService<T>();

    public IServiceProvider Services(int silo) => Silos.Silos[silo].ServiceProvider;

    public ValueTask DisposeAsync() => Silos.DisposeAsync();
}
