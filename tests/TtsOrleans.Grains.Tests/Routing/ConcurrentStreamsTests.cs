using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Routing;

/// <summary>Many streams at once over two silos, each with its own slots, against the same texts spoken one by one.</summary>
public sealed class ConcurrentStreamsTests
{
    private static readonly string[] Sentences =
    [
        "春天来了，树叶绿了。", "他昨天去了北京，今天回来。", "一共三百二十一块五毛。", "你吃饭了吗？", "太好了！我们赢了！",
        "这本书我看了两遍，还是没看懂。", "请把门关上，谢谢。", "明天下午三点开会，别迟到。",
    ];

    [Fact]
    public async Task Streams_with_random_cancels_are_byte_equal_to_a_serial_run()
    {
        var requests = Requests();
        var serial = new List<byte[]>();
        await using (var alone = await SpeechCluster.StartAsync(silos: 1, slots: 1))
        {
            foreach (var request in requests)
            {
                serial.Add((await Heard.ListenAsync(alone.Grains, request)).Pcm);
            }
        }

        await using var cluster = await SpeechCluster.StartAsync(configure: silo =>
        {
            silo.Services.Configure<CachingOptions>(options => options.AudioBytes = 4 << 20);
            ServeAll(silo);
        });
        var random = new Random(3);
        var streams = requests.Select((request, index) => (request, index, cutAfter: index % 3 == 2 ? random.Next(1, 12) : int.MaxValue, router: random.Next(ISpeechRouter.Keys)));
        var heard = await Task.WhenAll(streams.Select(stream => Task.Run(async () =>
        {
            var speech = new Heard();
            using var cancel = new CancellationTokenSource();
            var items = 0;
            try
            {
                await foreach (var item in cluster.Grains.GetGrain<ISpeechRouter>(stream.router).Speak(stream.request, default, cancel.Token).WithBatchSize(1))
                {
                    speech.Hear(item);
                    if (++items == stream.cutAfter)
                    {
                        cancel.Cancel();
                    }
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // This one was meant to be cut.
            }

            return (stream.index, speech, cut: cancel.IsCancellationRequested);
        })));

        Assert.True(heard.Count(stream => !stream.cut) >= 20);
        foreach (var (index, speech, cut) in heard)
        {
            Assert.True(cut || speech.Ended is not null);
            Assert.True(serial[index].AsSpan(0, speech.Pcm.Length).SequenceEqual(speech.Pcm), $"stream {index}");
            Assert.True(speech.Ended is null || speech.Pcm.Length == serial[index].Length, $"stream {index} ended early");
        }

        // All slots come to rest again.
        await cluster.DrainAsync();
        Assert.All(cluster.Statuses(), status => Assert.Equal((0, 0), (status.Busy, status.Waiting)));
    }

    [Fact]
    public async Task Stampede_of_equal_requests_over_two_gateways_is_synthesised_once()
    {
        // Time stands still: no cache is passed over for answering late.
        await using var cluster = await SpeechCluster.StartAsync(configure: silo => silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, new FakeTimeProvider()));
        using var meter = new MeterReadings(cluster);
        var request = RealSpeech.Voice.Request(Texts.Hundred, emotion: 6, speaker: 1);
        var heard = await Task.WhenAll(Enumerable.Range(0, 100).Select(index => Heard.ListenAsync(cluster.Service<IGrainFactory>(index % 2), request, router: index % ISpeechRouter.Keys)));
        Assert.All(heard, speech => Assert.True(heard[0].Pcm.AsSpan().SequenceEqual(speech.Pcm)));
        Assert.Equal(4, meter.Sum("tts.synthesis.pieces"));
        Assert.Equal(4, heard.SelectMany(speech => speech.Pieces).Count(piece => piece.Cache == CacheOutcome.Miss));
        Assert.Equal(400, meter.Sum("tts.cache.pieces"));
        Assert.Equal(4, meter.Sum("tts.cache.pieces[miss]"));
    }

    [Fact]
    public async Task Work_spreads_over_both_silos_wherever_the_router_sits()
    {
        await using var cluster = await SpeechCluster.StartAsync(slots: 1, configure: ServeAll);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(index =>
            Heard.ListenAsync(cluster.Grains, RealSpeech.Voice.Request(string.Concat(Sentences), emotion: index % 8, speaker: index % 2), router: 0)));
        Assert.All(cluster.Statuses(), status => Assert.True(status.AudioSeconds > 0, status.Name));
    }

    /// <summary>All are to be served, however slow the machine.</summary>
    private static void ServeAll(ISiloBuilder silo) => silo.Services.Configure<SynthesisOptions>(options =>
    {
        options.StartPatience = TimeSpan.FromMinutes(5);
        options.Patience = TimeSpan.FromMinutes(5);
    });

    private static List<SpeechRequest> Requests()
    {
        var random = new Random(5);
        return
        [
            .. Enumerable.Range(0, 32).Select(index => RealSpeech.Voice.Request(
                string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Sentences[random.Next(Sentences.Length)])),
                emotion: random.Next(8),
                speaker: random.Next(2))),
        ];
    }
}
