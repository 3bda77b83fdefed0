namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>Two silos with the real voice, shared by the tests that leave them as they found them.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    internal SpeechCluster Cluster { get; private set; } = null!;

    internal IGrainFactory Grains => Cluster.Grains;

    public async Task InitializeAsync() => Cluster = await SpeechCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class TwoSilosCollection : ICollectionFixture<TwoSilos>
{
    public const string Name = "Two silos";
}
