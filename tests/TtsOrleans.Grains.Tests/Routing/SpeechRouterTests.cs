using System.Diagnostics;
using TtsOrleans.Grains.Tests.Cluster;
using Xunit.Abstractions;

namespace TtsOrleans.Grains.Tests.Routing;

public sealed class SpeechRouterTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Speak_two_silos_gives_all_pieces_in_order_and_repeats_from_memory()
    {
        var t = Stopwatch.StartNew();
        var cluster = await SpeechCluster.StartAsync(2);
        output.WriteLine($"start {t.Elapsed}"); t.Restart();
        var request = cluster.Voice.Request(Texts.Hundred, timings: true);
        var first = await Heard.ListenAsync(cluster.Grains, request);
        output.WriteLine($"first {t.Elapsed} {first.Pcm.Length} {string.Join(",", first.Pieces.Select(p => p.Cache))}"); t.Restart();
        for (var i = 0; i < 50; i++)
        {
        var again = await Heard.ListenAsync(cluster.Grains, request);
        output.WriteLine($"again {t.Elapsed} {string.Join(",", again.Pieces.Select(p => p.Cache))}"); t.Restart();
        }
        await cluster.DisposeAsync();
        output.WriteLine($"stop {t.Elapsed}"); t.Restart();
    }
}
