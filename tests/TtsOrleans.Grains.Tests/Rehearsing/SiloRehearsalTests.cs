using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Rehearsing;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Grains.Tests.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Rehearsing;

public sealed class SiloRehearsalTests
{
    private static readonly string[] Counted =
        ["tts.requests", "tts.characters", "tts.first_audio", "tts.text.pieces", "tts.cache.pieces", "tts.synthesis.pieces", "tts.synthesis.audio", "tts.queue.wait"];

    [Fact]
    public async Task A_silo_that_has_started_has_rehearsed_and_shows_nothing_of_it()
    {
        // Time stands still: none is given up for being slow.
        await using var cluster = await SpeechCluster.StartAsync(silos: 2, slots: 1, configure: silo => silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, new FakeTimeProvider()));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 2).Select(silo => cluster.Service<SiloRehearsal>(silo).Over)), Assert.True);
        AssertUnused(cluster);
    }

    [Fact]
    public async Task A_rehearsal_is_heard_whole_and_neither_kept_nor_counted()
    {
        // A moment passes with each look at the clock and no other: what takes time is counted, and no cache is passed over for being slow.
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMicroseconds(1) };
        await using var cluster = await SpeechCluster.StartAsync(silos: 2, slots: 1, configure: silo => silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, clock));
        using var readings = new MeterReadings(cluster);
        var request = new SpeechRequest(SiloRehearsal.Text(), RealSpeech.Voice, new SpeakingStyle(0, 0), WithTimings: true, Rehearsal: true);

        Assert.True(await SpeakAsync(cluster, request) > 24_000);
        AssertUnused(cluster);
        Assert.All(Counted, name => Assert.Equal((name, 0), (name, readings.Sum(name))));

        // Anybody's request for the same is counted, kept, and finds nothing there.
        await SpeakAsync(cluster, request with { Rehearsal = false });
        Assert.All(Counted, name => Assert.True(readings.Sum(name) > 0, name));
        Assert.Equal(2, readings.Sum("tts.cache.pieces[miss]"));
        Assert.Contains(Enumerable.Range(0, 2), silo => cluster.Service<AudioStore>(silo).Count > 0);
    }

    [Fact]
    public async Task A_rehearsal_takes_no_slot_of_another_silo()
    {
        await using var barrier = await BarrierCluster.StartAsync(silos: 2, slots: 2);
        barrier.Hold();
        for (var time = 0; time < 6; time++)
        {
            var listening = barrier.Listen(silo: 1, new(SiloRehearsal.Text(), RealSpeech.Voice, new SpeakingStyle(0, 0), Rehearsal: true));
            for (var piece = 0; piece < 2; piece++)
            {
                var (silo, run) = await barrier.NextRunAsync();
                Assert.Equal(1, silo);
                run.LetGo();
            }

            await listening.Ending;
        }
    }

    [Fact]
    public async Task Others_learn_how_a_silo_is_only_once_it_has_rehearsed()
    {
        // Time stands still: a rehearsal is not given up, and nobody tires of asking.
        var clock = new FakeTimeProvider();
        var held = false;
        var family = new BarrierFamily();
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cluster = await SpeechCluster.StartAsync(silos: 1, slots: 1, LoadVoices, silo => silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, clock));
        held = true;
        var start = Task.Run(cluster.Silos.StartAdditionalSiloAsync);

        // Engines greet on threads of their own while they are loaded; what runs in a slot is the rehearsal.
        BarrierRun? run = null;
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        for (run = await family.NextRunAsync(); run.ThreadName?.StartsWith("slot", StringComparison.Ordinal) != true; run = await family.NextRunAsync())
        {
            run.LetGo();
        }

        var membership = cluster.Service<IClusterMembershipService>(0);
        var first = cluster.Service<LocalNode>(0).Address;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var second = await membership.MembershipUpdates
            .SelectMany(update => update.Members.Values.ToAsyncEnumerable())
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(first))
            .Select(member => member.SiloAddress)
            .FirstAsync(limit.Token);
        var node = cluster.Service<IGrainFactory>(0).GetGrain<ISpeechNode>(second.ToParsableString());
        var status = node.GetStatus();
        await node.GetVoices();
        Assert.False(status.IsCompleted);
        Assert.Single(cluster.Service<NodeDirectory>(0).Nodes);

        family.Held = false;
        run.LetGo();
        while (family.TryNextRun(out var next))
        {
            next!.LetGo();
        }

        await start;
        Assert.Equal(second.ToParsableString(), (await status).Silo);
        await cluster.MeetAsync();

        VoiceCatalog LoadVoices()
        {
            family = new BarrierFamily { Held = held };
            if (held)
            {
                loaded.TrySetResult();
            }

            return RealSpeech.Catalog(family);
        }
    }

    private static async Task<long> SpeakAsync(SpeechCluster cluster, SpeechRequest request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        SpeechItem? last = null;
        await foreach (var item in cluster.Grains.GetGrain<ISpeechRouter>(0).Speak(request, SpeechPosition.Start, limit.Token))
        {
            Assert.True(item is not PieceStarted piece || piece.Cache == CacheOutcome.Miss);
            last = item;
        }

        return Assert.IsType<SpeechEnded>(last).Samples;
    }

    private static void AssertUnused(SpeechCluster cluster)
    {
        Assert.All(cluster.Statuses(), status => Assert.Equal((0, 0, 0, 0.0, 0.0), (status.CacheHits, status.CacheMisses, status.CacheBytes, status.AudioSeconds, status.ComputeSeconds)));
        Assert.All(Enumerable.Range(0, cluster.Silos.Silos.Count), silo => Assert.Equal(0, cluster.Service<AudioStore>(silo).Count));
    }
}
