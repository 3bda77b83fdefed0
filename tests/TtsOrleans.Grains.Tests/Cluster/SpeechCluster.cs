using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Silos of the product in this process, put together by its own registration.</summary>
internal sealed class SpeechCluster : IAsyncDisposable
{
    private SpeechCluster(InProcessTestCluster silos, SaidBySilos said)
    {
        Silos = silos;
        Said = said;
    }

    public InProcessTestCluster Silos { get; }

    /// <summary>What the silos log.</summary>
    public SaidBySilos Said { get; }

    public IGrainFactory Grains => Silos.Client;

    /// <summary>Starts silos that know of each other.</summary>
    /// <param name="voices">Makes the voices of each silo; the real one if not given.</param>
    public static async Task<SpeechCluster> StartAsync(int silos = 2, int slots = 2, Func<VoiceCatalog>? voices = null, Action<ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(RealSpeech.FrontEnd);
            silo.Services.AddSingleton(voices?.Invoke() ?? RealSpeech.Voices);
            silo.Services.Configure<SynthesisOptions>(options => options.Slots = slots);
            silo.Services.Configure<SiloMessagingOptions>(options => options.ClientGatewayShutdownNotificationTimeout = TimeSpan.FromSeconds(1));
            configure?.Invoke(silo);
            silo.AddSpeechGrains();
        });
        builder.ConfigureClient(client => client.Services.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1)));
        var said = new SaidBySilos();
        builder.ConfigureHost(host => host.Logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddProvider(said)
            .AddFilter<SaidBySilos>("TtsOrleans", LogLevel.Debug));
        var cluster = new SpeechCluster(builder.Build(), said);
        await cluster.Silos.DeployAsync();
        await cluster.MeetAsync();

        // The rehearsals took pieces too.
        said.Forget();
        return cluster;
    }

    /// <summary>Has silos declare one dead within seconds, for tests that kill one; on a machine that stands still as long the living are too.</summary>
    public static void DeclareDeathsSoon(ISiloBuilder silo) => silo.Services.Configure<ClusterMembershipOptions>(options =>
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 2;
        options.NumVotesForDeathDeclaration = 1;
    });

    public T Service<T>(int silo) where T : notnull => Silos.Silos[silo].ServiceProvider.GetRequiredService<T>();

    /// <summary>What each silo says of itself now.</summary>
    public IEnumerable<NodeStatus> Statuses() => Silos.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<LocalNode>().Status());

    /// <summary>Ends once every slot is idle and nothing waits; nothing is taken any more.</summary>
    public Task DrainAsync() => Task.WhenAll(Enumerable.Range(0, Silos.Silos.Count).Select(silo => Service<SlotScheduler>(silo).DrainAsync())).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Has every silo ask every other how it is.</summary>
    public async Task MeetAsync()
    {
        foreach (var silo in Silos.Silos)
        {
            var directory = silo.ServiceProvider.GetRequiredService<NodeDirectory>();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (directory.Nodes.Count < Silos.Silos.Count)
            {
                limit.Token.ThrowIfCancellationRequested();
                await directory.RefreshAsync();
                await Task.Yield();
            }
        }
    }

    public ValueTask DisposeAsync() => Silos.DisposeAsync();
}
