using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;
using TtsOrleans.Grains.Synthesis.Placement;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis.Placement;

[Collection(TwoSilosCollection.Name)]
public sealed class UnlistedGrainsTests(TwoSilos silos)
{
    [Theory]
    [InlineData("speechrouter")]
    [InlineData("speechrelay")]
    [InlineData("speechnode")]
    [InlineData("synthesizer")]
    [InlineData("voicedirectory")]
    [InlineData("textreader")]
    [InlineData("jobreader")]
    [InlineData("localspeechcache")]
    public async Task Grain_that_is_never_in_the_directory_is_not_looked_for_there(string type)
    {
        Assert.True(new UnlistedGrains().TryResolveGrainDirectory(GrainType.Create(type), Properties(type), out var directory));
        Assert.Null(await directory.Lookup(GrainId.Create(type, "any")));
    }

    [Theory]
    [InlineData("speechcache")]
    [InlineData("renderjob")]
    public void Grain_of_which_there_is_one_in_the_cluster_is_in_the_directory(string type) =>
        Assert.False(new UnlistedGrains().TryResolveGrainDirectory(GrainType.Create(type), Properties(type), out _));

    [Fact]
    public void Every_silo_is_told_of_it() =>
        Assert.Contains(silos.Cluster.Service<IEnumerable<IGrainDirectoryResolver>>(0), resolver => resolver is UnlistedGrains);

    private GrainProperties Properties(string type) =>
        silos.Cluster.Service<IClusterManifestProvider>(0).Current.AllGrainManifests.First().Grains[GrainType.Create(type)];
}
