using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Synthesis.Slots;

public sealed class SlotSchedulerTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new();
    private readonly BarrierFamily _family = new();
    private readonly Voice _voice;
    private readonly List<SlotScheduler> _schedulers = [];

    public SlotSchedulerTests()
    {
        _voice = RealSpeech.Catalog(_family).Default;
        _family.Held = true;
    }

    public void Dispose()
    {
        _schedulers.ForEach(scheduler => scheduler.Dispose());
        _services.Dispose();
    }

    [Fact]
    public async Task Offer_idle_slot_runs_at_once_on_a_thread_of_its_own()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 1);
        var work = scheduler.Offer(Piece(1))!;
        var run = await _family.NextRunAsync();
        Assert.Equal("slot 0", run.ThreadName);
        Assert.False(run.OnThreadPool);
        Assert.Equal(new SlotLoad(1, 1, 0, false), scheduler.Load);
        run.LetGo();
        var items = await ReadAsync(work);
        Assert.IsType<PieceHeader>(items[0]);
        Assert.IsType<PieceEnded>(items[^1]);
        Assert.Equal(((PieceEnded)items[^1]).Samples, items.OfType<PieceAudio>().Sum(audio => audio.Pcm.Length / 2));
    }

    [Fact]
    public async Task Offer_beyond_what_may_wait_is_refused_at_once()
    {
        var scheduler = Scheduler(slots: 2, waitingPerSlot: 2);
        var taken = Enumerable.Range(0, 6).Select(_ => scheduler.Offer(Piece(1))).ToList();
        Assert.All(taken, Assert.NotNull);
        Assert.Null(scheduler.Offer(Piece(1)));
        Assert.Equal(new SlotLoad(2, 2, 4, false), scheduler.Load);
        await FinishAllAsync(6);
        foreach (var work in taken)
        {
            Assert.IsType<PieceEnded>((await ReadAsync(work!))[^1]);
        }
    }

    [Fact]
    public async Task Queue_gives_interactive_before_jobs_then_the_earliest_deadline_then_the_first()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 5);
        scheduler.Offer(Piece(1));
        var running = await _family.NextRunAsync();
        scheduler.Offer(Piece(2, slack: 0, SpeechPriority.Job));
        scheduler.Offer(Piece(3, slack: 9));
        scheduler.Offer(Piece(4, slack: 5));
        scheduler.Offer(Piece(5, slack: 5));
        _clock.Advance(TimeSpan.FromSeconds(3));
        scheduler.Offer(Piece(6, slack: 1));
        Assert.Equal(5, scheduler.Load.Waiting);

        running.LetGo();
        var order = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            var run = await _family.NextRunAsync();
            order.Add(run.Input.Sy.Length);
            run.LetGo();
        }

        Assert.Equal([6, 4, 5, 3, 2], order);
    }

    [Fact]
    public async Task Offer_full_queue_the_least_urgent_gives_way_to_the_more_urgent()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 2);
        scheduler.Offer(Piece(1));
        await _family.NextRunAsync();
        var job = scheduler.Offer(Piece(2, slack: 0, SpeechPriority.Job))!;
        Assert.NotNull(scheduler.Offer(Piece(3, slack: 60)));
        Assert.Null(scheduler.Offer(Piece(4, slack: 0, SpeechPriority.Job)));

        Assert.NotNull(scheduler.Offer(Piece(5, slack: 1)));
        Assert.IsType<PieceRefused>(Assert.Single(await ReadAsync(job)));
        Assert.Equal(2, scheduler.Load.Waiting);
    }

    [Fact]
    public async Task Withdraw_waiting_leaves_the_queue_at_once()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 1);
        scheduler.Offer(Piece(1));
        await _family.NextRunAsync();
        var waiting = scheduler.Offer(Piece(2))!;
        Assert.Null(scheduler.Offer(Piece(3)));
        scheduler.Withdraw(waiting);
        Assert.Equal(0, scheduler.Load.Waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(waiting));
        Assert.NotNull(scheduler.Offer(Piece(3)));
    }

    [Fact]
    public async Task GiveBack_takes_a_waiting_piece_out_and_leaves_a_running_one()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 2);
        var running = scheduler.Offer(Piece(1))!;
        var waiting = scheduler.Offer(Piece(2))!;
        var run = await _family.NextRunAsync();
        Assert.Equal((false, true), (running.Waits, waiting.Waits));

        Assert.False(scheduler.TryGiveBack(running.Ticket));
        Assert.True(scheduler.TryGiveBack(waiting.Ticket));
        Assert.False(scheduler.TryGiveBack(waiting.Ticket));
        Assert.IsType<PieceRefused>(Assert.Single(await ReadAsync(waiting)));
        Assert.Equal(new SlotLoad(1, 1, 0, false), scheduler.Load);
        run.LetGo();
        Assert.IsType<PieceEnded>((await ReadAsync(running))[^1]);
    }

    [Fact]
    public async Task Withdraw_running_stops_between_windows_and_the_slot_goes_on()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 1);
        var work = scheduler.Offer(Piece(1))!;
        var run = await _family.NextRunAsync();
        run.LetGo(1);
        await run.UntilAsync(windows: 1);
        scheduler.Withdraw(work);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(work));
        Assert.Equal(1, run.Windows);

        var next = scheduler.Offer(Piece(2))!;
        (await _family.NextRunAsync()).LetGo();
        Assert.IsType<PieceEnded>((await ReadAsync(next))[^1]);
    }

    [Fact]
    public async Task Engine_that_throws_fails_its_piece_alone()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 2);
        _family.Fails = input => input.Sy.Length == 2;
        scheduler.Offer(Piece(1));
        var first = await _family.NextRunAsync();
        var failing = scheduler.Offer(Piece(2))!;
        var after = scheduler.Offer(Piece(3))!;
        first.LetGo();
        await _family.NextRunAsync();
        await Assert.ThrowsAsync<SpeechFailedException>(() => ReadAsync(failing));
        (await _family.NextRunAsync()).LetGo();
        Assert.IsType<PieceEnded>((await ReadAsync(after))[^1]);
        Assert.Equal(0, scheduler.Load.Busy);
    }

    [Fact]
    public void Offer_voice_without_an_engine_is_refused()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 2);
        Assert.Null(scheduler.Offer(Piece(1) with { Voice = new("other", "0000") }));
    }

    [Fact]
    public async Task Slot_takes_only_pieces_of_voices_attached_to_it()
    {
        var scheduler = Scheduler(slots: 2, waitingPerSlot: 2, attach: false);
        scheduler.Attach(1, new(_voice, _family.Load(_voice)));
        var first = scheduler.Offer(Piece(1))!;
        scheduler.Offer(Piece(2));
        var run = await _family.NextRunAsync();
        Assert.Equal("slot 1", run.ThreadName);
        Assert.Equal(new SlotLoad(2, 1, 1, false), scheduler.Load);

        scheduler.Attach(0, new(_voice, _family.Load(_voice)));
        Assert.Equal("slot 0", (await _family.NextRunAsync()).ThreadName);
        run.LetGo();
        Assert.IsType<PieceEnded>((await ReadAsync(first))[^1]);
    }

    [Fact]
    public async Task Detach_ends_behind_the_running_piece_and_refuses_what_no_slot_can_speak()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 2);
        var work = scheduler.Offer(Piece(1))!;
        var run = await _family.NextRunAsync();
        var stranded = scheduler.Offer(Piece(2))!;
        var detached = scheduler.DetachAsync(0, _voice.Hash);
        Assert.False(detached.IsCompleted);
        Assert.IsType<PieceRefused>(Assert.Single(await ReadAsync(stranded)));
        run.LetGo();
        Assert.IsType<PieceEnded>((await ReadAsync(work))[^1]);
        await detached;
        Assert.Null(scheduler.Offer(Piece(3)));
    }

    [Fact]
    public async Task Drain_refuses_new_pieces_and_finishes_those_taken()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 2);
        var running = scheduler.Offer(Piece(1))!;
        var waiting = scheduler.Offer(Piece(2))!;
        var drained = scheduler.DrainAsync();
        Assert.Null(scheduler.Offer(Piece(3)));
        Assert.True(scheduler.Load.Draining);
        Assert.False(drained.IsCompleted);
        await FinishAllAsync(2);
        Assert.IsType<PieceEnded>((await ReadAsync(running))[^1]);
        Assert.IsType<PieceEnded>((await ReadAsync(waiting))[^1]);
        await drained;
        scheduler.Close(running);
        Assert.False(scheduler.Closed.IsCompleted);
        scheduler.Close(waiting);
        await scheduler.Closed;
    }

    [Fact]
    public async Task Audio_comes_in_chunks_of_64_KB_at_most()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 1);
        var work = scheduler.Offer(Piece(500))!;
        (await _family.NextRunAsync()).LetGo();
        var chunks = (await ReadAsync(work)).OfType<PieceAudio>().ToList();
        Assert.All(chunks, chunk => Assert.InRange(chunk.Pcm.Length, 2, 64 * 1024));
        var next = 0L;
        foreach (var chunk in chunks)
        {
            Assert.Equal(next, chunk.Sample);
            next += chunk.Pcm.Length / 2;
        }

        Assert.Equal(500 * BarrierFamily.FramesPerUnit * BarrierFamily.Hop, next);
        Assert.True(chunks.Count > BarrierFamily.Windows);
    }

    [Fact]
    public async Task Express_slot_speaks_to_listeners_while_jobs_hold_the_others()
    {
        var scheduler = Scheduler(slots: 1, waitingPerSlot: 4);
        scheduler.Attach(1, new(_voice, _family.Load(_voice)));
        scheduler.Offer(Piece(1));
        var listened = await _family.NextRunAsync();
        scheduler.Offer(Piece(2));
        scheduler.Offer(Piece(3, priority: SpeechPriority.Job));
        Assert.Equal(new SlotLoad(1, 1, 2, false), scheduler.Load);
        listened.LetGo();
        (await _family.NextRunAsync()).LetGo();

        var job = await _family.NextRunAsync();
        Assert.Equal((3, "slot 0"), (job.Input.Sy.Length, job.ThreadName));
        scheduler.Offer(Piece(4, priority: SpeechPriority.Job));
        scheduler.Offer(Piece(5));
        var express = await _family.NextRunAsync();
        Assert.Equal((5, "slot 1"), (express.Input.Sy.Length, express.ThreadName));
        Assert.Equal(new SlotLoad(1, 1, 1, false), scheduler.Load);
        express.LetGo();
        job.LetGo();
        var last = await _family.NextRunAsync();
        Assert.Equal((4, "slot 0"), (last.Input.Sy.Length, last.ThreadName));
        last.LetGo();
    }

    private SlotScheduler Scheduler(int slots, int waitingPerSlot, bool attach = true)
    {
        var instruments = new SynthesisInstruments(_services.GetRequiredService<IMeterFactory>(), new NamedSilo("test"));
        var options = Options.Create(new SynthesisOptions { Slots = slots, WaitingPerSlot = waitingPerSlot });
        var scheduler = new SlotScheduler(options, _clock, instruments, new PieceRunner(_clock, instruments, NullLogger<PieceRunner>.Instance));
        _schedulers.Add(scheduler);
        for (var slot = 0; attach && slot < slots; slot++)
        {
            scheduler.Attach(slot, new(_voice, _family.Load(_voice)));
        }

        return scheduler;
    }

    /// <summary>A piece that can be told by its number of units.</summary>
    private PieceSynthesis Piece(int units, double slack = 0, SpeechPriority priority = SpeechPriority.Interactive) =>
        TestPieces.Of(new VoiceReference(_voice.Manifest.Name, _voice.Hash), units, slack, priority);

    private async Task FinishAllAsync(int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            (await _family.NextRunAsync()).LetGo();
        }
    }

    private static async Task<List<PieceItem>> ReadAsync(SlotWork work)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var items = new List<PieceItem>();
        while (await work.Items.WaitToReadAsync(limit.Token))
        {
            while (work.Items.TryRead(out var item))
            {
                items.Add(item);
            }
        }

        return items;
    }
}
