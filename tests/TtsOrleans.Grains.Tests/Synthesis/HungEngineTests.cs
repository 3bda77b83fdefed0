using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis;

/// <summary>Engines that do not come back from a call and hear no cancellation.</summary>
public sealed class HungEngineTests
{
    [Fact]
    public async Task Piece_whose_engine_hangs_is_finished_by_another_and_the_silo_says_when_it_is_past_help()
    {
        // More than the limit at a time, less than others wait for a stream.
        var step = TimeSpan.FromSeconds(2);
        var clock = new FakeTimeProvider();
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, silo => AddClock(silo, clock)
            .Configure<CachingOptions>(options => options.AudioBytes = 0)
            .Configure<SynthesisOptions>(options =>
            {
                options.PieceTimeout = TimeSpan.FromSeconds(1);
                options.MostHung = 1;
            }));
        var request = RealSpeech.Voice.Request("今天天气很好。");
        var whole = await silos.Listen(0, request).Ending;
        var family = silos.Families[0];
        family.Deaf = true;
        silos.Hold();

        var listening = silos.Listen(0, request);
        var (_, first) = await silos.NextRunAsync();
        clock.Advance(step);
        // The slot has another thread and another engine, which speaks its greeting first, and meets the same fate.
        (await silos.NextRunAsync()).Run.LetGo();
        var (_, second) = await silos.NextRunAsync();
        Assert.Equal(first.Input.Sy, second.Input.Sy);
        Assert.False(silos.Cluster.Service<EngineHealth>(0).Hopeless);
        clock.Advance(step);
        (await silos.NextRunAsync()).Run.LetGo();
        var (_, third) = await silos.NextRunAsync();
        Assert.True(silos.Cluster.Service<EngineHealth>(0).Hopeless);
        Assert.True(silos.Cluster.Service<SlotScheduler>(0).Hung >= 2);
        family.Held = false;
        third.LetGo();

        var heard = await listening.Ending;
        Assert.Equal(whole.Pcm, heard.Pcm);
        first.LetGo();
        second.LetGo();
    }

    private static ISiloBuilder AddClock(ISiloBuilder silo, FakeTimeProvider clock)
    {
        silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, clock);
        return silo;
    }
}
