using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis;

/// <summary>Engines that do not come back from a call and hear no cancellation.</summary>
public sealed class HungEngineTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    // And less than a stream is waited for.
    private static readonly TimeSpan s_beyondLimit = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task Piece_whose_engine_hangs_is_finished_by_another_and_the_silo_says_when_it_is_past_help()
    {
        var clock = new ArmedClock();
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, silo =>
        {
            silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, clock);
            silo.Configure<CachingOptions>(options => options.AudioBytes = 0);
            silo.Configure<SynthesisOptions>(options =>
            {
                options.PieceTimeout = s_limit;
                options.MostHung = 1;
            });
        });
        var request = RealSpeech.Voice.Request("今天天气很好。");
        var whole = await silos.Listen(0, request).Ending;
        var family = silos.Families[0];
        family.Deaf = true;
        silos.Hold();

        var listening = silos.Listen(0, request);
        var (_, first) = await silos.NextRunAsync();
        clock.Advance(s_beyondLimit);
        // The slot has another thread and another engine, which speaks its greeting first, and meets the same fate.
        (await silos.NextRunAsync()).Run.LetGo();
        var second = await NextPieceAsync(silos, clock);
        Assert.Equal(first.Input.Sy, second.Input.Sy);
        Assert.False(silos.Cluster.Service<EngineHealth>(0).Hopeless);
        clock.Advance(s_beyondLimit);
        (await silos.NextRunAsync()).Run.LetGo();
        var third = await NextPieceAsync(silos, clock);
        Assert.True(silos.Cluster.Service<EngineHealth>(0).Hopeless);
        Assert.True(silos.Cluster.Service<SlotScheduler>(0).Hung >= 2);
        family.Held = false;
        third.LetGo();

        var heard = await listening.Ending;
        Assert.Equal(whole.Pcm, heard.Pcm);
        first.LetGo();
        second.LetGo();
    }

    /// <summary>The piece looks for its slot again every few milliseconds; the clock goes so slowly meanwhile that nothing else is over.</summary>
    private static async Task<BarrierRun> NextPieceAsync(BarrierCluster silos, ArmedClock clock)
    {
        var next = silos.NextRunAsync();
        await clock.StepUntilAsync(next, TimeSpan.FromMilliseconds(1));
        return (await next).Run;
    }
}
