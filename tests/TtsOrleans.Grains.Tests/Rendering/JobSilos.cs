using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>Two silos with the real voice and a file of jobs.</summary>
public sealed class JobSilos : IAsyncLifetime
{
    internal JobFiles Files { get; } = new();

    internal SpeechCluster Cluster { get; private set; } = null!;

    internal IGrainFactory Grains => Cluster.Grains;

    public async Task InitializeAsync() => Cluster = await SpeechCluster.StartAsync(configure: Files.AddTo);

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Files.Dispose();
    }
}
