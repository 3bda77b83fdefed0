using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Speech.Synthesis;

namespace TtsOrleans.Grains.Tests.Synthesis;

/// <summary>What a listener hears when slots, silos and requests go away; engines stop at a barrier, so that each moment can be chosen.</summary>
public sealed class SynthesisFailoverTests
{
    private const string Text = "今天天气很好，我们去公园。明天会下雨，大家都在家里。";

    [Fact]
    public async Task Cancel_reaches_the_engine_between_windows()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1);
        using var meter = new MeterReadings(silos.Cluster);
        silos.Hold();
        var listening = silos.Listen(0, RealSpeech.Voice.Request(Text));
        var (_, first) = await silos.NextRunAsync();
        var (_, second) = await silos.NextRunAsync();
        first.LetGo(1);
        second.LetGo(1);
        await Task.WhenAll(first.UntilAsync(windows: 1), second.UntilAsync(windows: 1));

        listening.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening.Ending);
        await meter.UntilAsync("tts.synthesis.pieces[cancelled]", 2);
        Assert.Equal([1, 1], [first.Windows, second.Windows]);

        // Both slots are free again.
        await silos.DrainAsync();
    }

    [Fact]
    public async Task Listener_that_leaves_does_not_stop_the_synthesis_another_listens_to()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1);
        silos.Hold();
        var request = RealSpeech.Voice.Request("今天天气很好。");
        var leaving = silos.Listen(0, request);
        var (_, run) = await silos.NextRunAsync();
        run.LetGo(1);
        await leaving.Heard.UntilSoundAsync();
        var staying = silos.Listen(1, request);
        await staying.Heard.UntilSoundAsync();
        leaving.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.Ending);
        run.LetGo();
        var heard = await staying.Ending;
        Assert.Equal(CacheOutcome.Joined, Assert.Single(heard.Pieces).Cache);
        Assert.Equal(heard.Pieces[0].Samples, heard.Ended!.Samples);
    }

    [Fact]
    public async Task Failure_is_heard_by_its_listeners_and_not_kept()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1);
        Array.ForEach(silos.Families, family => family.Fails = _ => true);
        var request = RealSpeech.Voice.Request(Text);
        await Assert.ThrowsAsync<SpeechFailedException>(() => silos.Listen(0, request).Ending);
        Array.ForEach(silos.Families, family => family.Fails = _ => false);
        Assert.NotNull((await silos.Listen(0, request).Ending).Ended);
    }

    [Fact]
    public async Task Kill_of_the_synthesising_silo_is_not_heard()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 3, slots: 1, ConfigureKilling);
        using var meter = new MeterReadings(silos.Cluster);
        var request = RealSpeech.Voice.Request(Text, emotion: 1);
        var whole = await silos.Listen(0, request).Ending;

        // Router and cache sit on silo 0, whose own slots take nothing: the work is on one of the others.
        _ = silos.Cluster.Service<SlotScheduler>(0).DrainAsync();
        await silos.Cluster.Service<NodeDirectory>(0).RefreshAsync();
        silos.Hold();
        var listening = silos.Listen(0, request);
        var runs = new[] { await silos.NextRunAsync(), await silos.NextRunAsync() };
        Assert.Equal([1, 2], runs.Select(run => run.Silo).Order());
        Array.ForEach(runs, run => run.Run.LetGo(1));
        await listening.Heard.UntilSoundAsync();
        var victim = runs.Single(run => run.Run.Input.Plan == WindowPlan.FastFirst);
        var killing = silos.Cluster.Silos.KillSiloAsync(silos.Cluster.Silos.Silos[victim.Silo]);
        silos.LetAllGo();
        Array.ForEach(runs, run => run.Run.LetGo());
        await killing;

        var heard = await listening.Ending;
        Assert.True(whole.Pcm.AsSpan().SequenceEqual(heard.Pcm));
        Assert.Equal(whole.Ended, heard.Ended);
    }

    [Fact]
    public async Task Kill_of_the_routing_silo_and_opening_again_continues_exactly()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 2, ConfigureKilling);
        var request = RealSpeech.Voice.Request(Text, emotion: 2);
        var whole = await silos.Listen(0, request).Ending;
        silos.Hold();
        var broken = new Listening(silos.Cluster.Grains, request, default);
        var runs = new[] { await silos.NextRunAsync(), await silos.NextRunAsync() };
        Array.ForEach(runs, run => run.Run.LetGo(1));
        await broken.Heard.UntilSoundAsync();
        Assert.True(silos.Cluster.Silos.TryGetGrainContext(silos.Cluster.Grains.GetGrain<ISpeechRouter>(0).GetGrainId(), out var router));
        await silos.Cluster.Silos.KillSiloAsync(silos.Cluster.Silos.GetSiloForAddress(router.Address.SiloAddress!)!);
        silos.LetAllGo();
        Array.ForEach(runs, run => run.Run.LetGo());
        broken.Cancel();
        await Assert.ThrowsAnyAsync<Exception>(() => broken.Ending);
        Assert.Null(broken.Heard.Ended);

        var rest = await silos.Listen(0, request, broken.Heard.Reached).Ending;
        byte[] heard = [.. broken.Heard.Pcm, .. rest.Pcm];
        Assert.True(whole.Pcm.AsSpan().SequenceEqual(heard));
    }

    [Fact]
    public async Task Stop_finishes_the_pieces_taken_and_gives_new_ones_to_others()
    {
        // Time stands still: no stream is given up for being silent.
        await using var silos = await BarrierCluster.StartAsync(
            silos: 2, slots: 1, silo => silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, new FakeTimeProvider()));
        using var meter = new MeterReadings(silos.Cluster);
        silos.Hold();
        // One piece for each silo's one slot.
        var listening = silos.Listen(0, RealSpeech.Voice.Request(Text));
        var runs = new[] { await silos.NextRunAsync(), await silos.NextRunAsync() };
        Assert.Equal([0, 1], runs.Select(run => run.Silo).Order());

        var stopping = silos.Cluster.Silos.StopSiloAsync(silos.Cluster.Silos.Silos[1]);
        await silos.Cluster.Said.UntilAsync("Draining: ");
        var directory = silos.Cluster.Service<NodeDirectory>(0);
        await directory.RefreshAsync();
        Assert.Contains(directory.Nodes, node => node.Status.Draining && !node.Speaks(RealSpeech.Voice.Hash));
        Assert.False(stopping.IsCompleted);

        foreach (var (_, run) in runs)
        {
            run.LetGo();
        }

        silos.LetAllGo();
        var heard = await listening.Ending;
        await stopping;
        Assert.Equal(2, heard.Ended!.Pieces);
        Assert.Equal(0, meter.Sum("tts.streams.reopened"));
        Assert.NotNull((await silos.Listen(0, RealSpeech.Voice.Request("之后的话。")).Ending).Ended);
    }

    [Fact]
    public async Task Cluster_without_a_free_slot_is_unavailable_and_says_when_to_try_again()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, silo => silo.Configure<SynthesisOptions>(options =>
        {
            options.WaitingPerSlot = 1;
            options.Patience = TimeSpan.Zero;
            options.StartPatience = TimeSpan.Zero;
        }));
        silos.Hold();
        var first = silos.Listen(0, RealSpeech.Voice.Request("第一句话。"));
        var (_, run) = await silos.NextRunAsync();
        var second = silos.Listen(0, RealSpeech.Voice.Request("第二句话。"));
        await silos.UntilTakenAsync(2);
        var refused = await Assert.ThrowsAsync<SpeechUnavailableException>(() => silos.Listen(0, RealSpeech.Voice.Request("第三句话。")).Ending);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

        run.LetGo();
        (await silos.NextRunAsync()).Run.LetGo();
        Assert.NotNull((await first.Ending).Ended);
        Assert.NotNull((await second.Ending).Ended);
    }

    [Fact]
    public async Task Job_gives_way_to_a_listener_and_is_finished_after()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, silo => silo.Configure<SynthesisOptions>(options => options.WaitingPerSlot = 1));
        silos.Hold();
        var running = silos.Listen(0, RealSpeech.Voice.Request("第一句话。"));
        var (_, run) = await silos.NextRunAsync();
        var job = silos.Listen(0, RealSpeech.Voice.Request("任务里的一句长长的话。", priority: SpeechPriority.Job));
        await silos.UntilTakenAsync(2);
        using var meter = new MeterReadings(silos.Cluster);
        var urgent = silos.Listen(0, RealSpeech.Voice.Request("急。"));
        await meter.UntilAsync("tts.synthesis.refusals", 1);
        run.LetGo();
        (await silos.NextRunAsync()).Run.LetGo();
        await urgent.Ending;
        Assert.False(job.Ending.IsCompleted);
        (await silos.NextRunAsync()).Run.LetGo();
        Assert.NotNull((await job.Ending).Ended);
        Assert.NotNull((await running.Ending).Ended);
    }

    [Fact]
    public async Task Listener_does_not_wait_in_the_place_of_a_job_that_wants_the_same_piece()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1);
        silos.Hold();
        var running = silos.Listen(0, RealSpeech.Voice.Request("第一句话。"));
        var (_, first) = await silos.NextRunAsync();
        var job = silos.Listen(0, RealSpeech.Voice.Request("急。", priority: SpeechPriority.Job));
        await silos.UntilTakenAsync(2);
        var urgent = silos.Listen(0, RealSpeech.Voice.Request("急。"));
        await silos.UntilTakenAsync(3);
        first.LetGo();
        (await silos.NextRunAsync()).Run.LetGo();
        var heard = await urgent.Ending;
        Assert.False(job.Ending.IsCompleted);
        (await silos.NextRunAsync()).Run.LetGo();
        Assert.Equal(heard.Pcm, (await job.Ending).Pcm);
        Assert.NotNull((await running.Ending).Ended);
    }

    /// <summary>Nothing is kept, and who dies is declared dead soon.</summary>
    private static void ConfigureKilling(ISiloBuilder silo)
    {
        silo.Configure<CachingOptions>(options => options.AudioBytes = 0);
        SpeechCluster.DeclareDeathsSoon(silo);
    }
}
