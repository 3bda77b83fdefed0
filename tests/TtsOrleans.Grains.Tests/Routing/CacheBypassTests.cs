using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Routing;

/// <summary>Cache grains that do not answer, as those of a frozen silo.</summary>
public sealed class CacheBypassTests
{
    private readonly ArmedClock _clock = new();
    private readonly FrozenCalls _caches = new(grain => grain.Type.ToString() == "speechcache");
    private readonly FrozenCalls _nodes = new(grain => grain.Type.ToString() == "speechnode");

    [Fact]
    public async Task Speak_cache_silent_for_a_second_is_synthesised_without_it()
    {
        // Engines that take no time: the clock runs on until the end.
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, Install);
        _caches.Freeze();
        var listening = silos.Listen(0, RealSpeech.Voice.Request("今天天气很好。"));
        await _caches.Met.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(listening.Heard.Pieces);
        // The router may begin to count a moment after the cache was asked.
        await _clock.StepUntilAsync(listening.Ending, TimeSpan.FromMilliseconds(100));
        var heard = await listening.Ending;
        _caches.Thaw();
        Assert.Equal(CacheOutcome.Bypassed, Assert.Single(heard.Pieces).Cache);
        Assert.Equal(heard.Pieces[0].Samples, heard.Ended!.Samples);
    }

    [Fact]
    public async Task Speak_cache_is_not_waited_for_while_a_silo_is_silent()
    {
        await using var cluster = await SpeechCluster.StartAsync(silos: 2, configure: Install);
        _caches.Freeze();
        _nodes.Freeze();
        Other(cluster).Suspect();
        _clock.Forget();
        var listening = new Listening(cluster.Service<IGrainFactory>(0), RealSpeech.Voice.Request("今天天气很好。"), default);
        await _caches.Met.WaitAsync(TimeSpan.FromSeconds(30));
        await _clock.UntilArmedAsync(TimeSpan.FromMilliseconds(200), 1);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        var heard = await listening.Ending;
        _caches.Thaw();
        _nodes.Thaw();
        Assert.Equal(CacheOutcome.Bypassed, Assert.Single(heard.Pieces).Cache);
    }

    [Fact]
    public async Task Speak_cache_that_falls_silent_amid_a_piece_is_not_asked_again()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 2, silo =>
        {
            Install(silo);
            silo.Configure<CachingOptions>(options => options.AudioBytes = 0);
        });
        var request = RealSpeech.Voice.Request("今天天气很好。");
        var whole = await silos.Listen(0, request).Ending;
        silos.Hold();
        var listening = silos.Listen(0, request);
        var (_, run) = await silos.NextRunAsync();
        run.LetGo(1);
        await listening.Heard.UntilSoundAsync();
        _caches.Freeze();
        var asked = _caches.Asked;
        silos.LetAllGo();
        // What was asked before the frost may still bring audio; then nothing comes any more.
        run.LetGo(1);
        await _caches.Met.WaitAsync(TimeSpan.FromSeconds(30));
        await _clock.StepUntilAsync(listening.Ending, TimeSpan.FromMilliseconds(100));
        var heard = await listening.Ending;

        // One call met the frost, and beside it at most the goodbye.
        Assert.InRange(_caches.Asked - asked, 1, 2);
        _caches.Thaw();
        run.LetGo();
        Assert.Equal(whole.Pcm, heard.Pcm);
    }

    [Fact]
    public async Task Speak_stampede_past_a_silent_cache_is_synthesised_once()
    {
        const int Listeners = 20;
        await using var cluster = await SpeechCluster.StartAsync(silos: 2, configure: Install);
        using var meter = new MeterReadings(cluster);
        _caches.Freeze();
        _nodes.Freeze();
        Other(cluster).Suspect();
        _clock.Forget();
        var request = RealSpeech.Voice.Request("今天天气很好。");
        var listening = Enumerable.Range(0, Listeners).Select(_ => new Listening(cluster.Service<IGrainFactory>(0), request, default)).ToList();
        await _clock.UntilArmedAsync(TimeSpan.FromMilliseconds(200), Listeners);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        var heard = await Task.WhenAll(listening.Select(one => one.Ending));
        _caches.Thaw();
        _nodes.Thaw();
        Assert.All(heard, speech => Assert.Equal(heard[0].Pcm, speech.Pcm));
        Assert.Equal(CacheOutcome.Bypassed, Assert.Single(heard, speech => speech.Pieces[0].Cache is not (CacheOutcome.Joined or CacheOutcome.Hit)).Pieces[0].Cache);
        Assert.Equal(1, meter.Sum("tts.synthesis.pieces"));
    }

    private static Node Other(SpeechCluster cluster) =>
        cluster.Service<NodeDirectory>(0).Nodes.Single(node => !node.Address.Equals(cluster.Service<LocalNode>(0).Address));

    private void Install(ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, _clock);
        silo.AddIncomingGrainCallFilter(_caches);
        silo.AddIncomingGrainCallFilter(_nodes);
    }
}
