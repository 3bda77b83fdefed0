using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.Postgres;
using TtsOrleans.Hosting.Storage;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>Says at start what is on.</summary>
internal sealed partial class SiloBanner(
    IOptions<ClusterOptions> cluster,
    IOptions<StorageOptions> storage,
    IOptions<SynthesisOptions> synthesis,
    SiloEndpoint endpoint,
    VoiceCatalog voices,
    IServiceProvider services,
    ILogger<SiloBanner> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var clients = endpoint.GatewayPort > 0 ? $"clients at port {endpoint.GatewayPort}" : "no clients but this process";
        LogCluster(logger, cluster.Value.Mode, cluster.Value.SiloName, endpoint.Silo, clients);
        var names = string.Join(", ", voices.Voices.Select(voice => voice.Manifest.Name));
        LogSpeech(logger, names, synthesis.Value.EffectiveSlots);
        if (storage.Value.Enabled)
        {
            var place = services.GetService<ClusterDatabase>()?.Name ?? Path.GetFullPath(storage.Value.Path);
            LogStorage(logger, place, storage.Value.MaxMegabytes, storage.Value.TimeToLive);
        }
        else
        {
            LogNoStorage(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
