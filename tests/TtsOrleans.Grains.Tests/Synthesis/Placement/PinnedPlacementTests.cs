using System.Net;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis.Placement;

[Collection(TwoSilosCollection.Name)]
public sealed class PinnedPlacementTests(TwoSilos silos)
{
    [Fact]
    public async Task Grain_lives_on_the_silo_its_key_names_whoever_calls()
    {
        foreach (var silo in silos.Cluster.Silos.Silos)
        {
            var key = silo.SiloAddress.ToParsableString();
            foreach (var caller in new[] { silos.Grains, silos.Cluster.Service<IGrainFactory>(0), silos.Cluster.Service<IGrainFactory>(1) })
            {
                Assert.Equal(key, (await caller.GetGrain<ISpeechNode>(key).GetStatus()).Silo);
            }

            var synthesizer = silos.Grains.GetGrain<ISynthesizer>(new SynthesizerKey(RealSpeech.Voice.Hash, key, 1).ToString());
            await synthesizer.Warm();
            Assert.True(silos.Cluster.Silos.TryGetGrainContext(synthesizer.GetGrainId(), out var context));
            Assert.Equal(silo.SiloAddress, context.Address.SiloAddress);
        }
    }

    [Fact]
    public async Task Silo_of_another_generation_is_unavailable()
    {
        var address = silos.Cluster.Silos.Silos[0].SiloAddress;
        var earlier = SiloAddress.New(address.Endpoint, address.Generation - 1);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => silos.Grains.GetGrain<ISpeechNode>(earlier.ToParsableString()).GetStatus());
        var key = new SynthesizerKey(RealSpeech.Voice.Hash, SiloAddress.New(IPAddress.Loopback, 1, 1).ToParsableString(), 0);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => silos.Grains.GetGrain<ISynthesizer>(key.ToString()).Warm());
    }

    [Fact]
    public async Task Key_that_names_no_silo_is_unavailable() =>
        await Assert.ThrowsAsync<SiloUnavailableException>(() => silos.Grains.GetGrain<ISpeechNode>("nowhere").GetStatus());
}
