using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Routing;

public sealed class SpeechRouterTests
{
    [Fact]
    public async Task Speak_two_silos_gives_all_pieces_in_order_and_repeats_from_memory()
    {
        await using var cluster = await SpeechCluster.StartAsync(2);
        var request = cluster.Voice.Request(Texts.Hundred, timings: true);
        var first = await Heard.ListenAsync(cluster.Grains, request);
        var again = await Heard.ListenAsync(cluster.Grains, request);
        Assert.Equal(4, first.Pieces.Count);
        Assert.Equal(first.Pcm, again.Pcm);
        Assert.Equal(first.Pcm.Length / 2, first.Ended!.Samples);
        Assert.All(again.Pieces, piece => Assert.Equal(CacheOutcome.Hit, piece.Cache));
    }
}
