using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Grains;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Scaling;

/// <summary>Silos in this process, put together by the product's own registration, and a client outside of them.</summary>
internal sealed class BenchmarkCluster(InProcessTestCluster cluster) : IAsyncDisposable
{
    private static readonly TimeSpan Meeting = TimeSpan.FromSeconds(30);

    /// <summary>The client.</summary>
    public IGrainFactory Grains => cluster.Client;

    /// <summary>The silos.</summary>
    public IReadOnlyList<string> Addresses { get; } = [.. cluster.Silos.Select(silo => silo.SiloAddress.ToParsableString())];

    public static async Task<BenchmarkCluster> StartAsync(int silos, int slots, VoiceCatalog voices, TextFrontEnd frontEnd)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(frontEnd);
            silo.Services.AddSingleton(voices);
            silo.Services.Configure<SynthesisOptions>(options => options.Slots = slots);
            silo.Services.Configure<CachingOptions>(options => options.AudioBytes = 0);
            silo.AddSpeechGrains();
        });
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.Error));
        var started = builder.Build();
        await started.DeployAsync();
        var simulated = new BenchmarkCluster(started);
        await simulated.MeetAsync(silos);
        return simulated;
    }

    /// <summary>Each silo asks the others how they are twice a second; this waits until all have.</summary>
    private async Task MeetAsync(int silos)
    {
        using var limit = new CancellationTokenSource(Meeting);
        foreach (var address in Addresses)
        {
            await Grains.GetGrain<ISpeechNode>(address).GetStatus().WaitAsync(limit.Token);
        }

        await Task.Delay(TimeSpan.FromSeconds(silos > 1 ? 2 : 0), limit.Token);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
