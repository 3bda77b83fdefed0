using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis;

/// <summary>One silo that gets nowhere beside one that works.</summary>
public sealed class SkewTests
{
    private const int Waiting = 2;

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Silo_whose_slots_and_queue_are_held_delays_nothing_that_another_can_do(double slack)
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1, silo => silo.Services.Configure<SynthesisOptions>(options =>
        {
            options.WaitingPerSlot = Waiting;
            options.PieceTimeout = TimeSpan.FromMinutes(10);
        }));
        silos.Families[0].Held = true;
        using var leave = new CancellationTokenSource();
        var held = new List<Task>();
        for (var piece = 0; piece <= Waiting; piece++)
        {
            held.Add(HoldAsync(silos, TestPieces.Of(RealSpeech.Voice, piece + 1, slack), leave.Token));
            await silos.UntilTakenAsync(piece + 1);
        }

        // More pieces than the other silo takes at once. Those less urgent than what is held are refused there; those more urgent get into its
        // queue, wait behind what runs, and must come out again.
        var request = RealSpeech.Voice.Request(string.Concat(Enumerable.Range(1, 8).Select(number => $"第{number}句话不等别人。")));
        var heard = await silos.Listen(0, request).Ending;
        Assert.Equal(8, heard.Ended!.Pieces);
        Assert.Equal(1, silos.Cluster.Statuses().First().Busy);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(held));
    }

    [Fact]
    public async Task Pieces_queued_behind_one_that_is_held_go_to_a_silo_that_gets_on_without_any_time_passing()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1, silo =>
        {
            silo.Services.Configure<SynthesisOptions>(options => options.WaitingPerSlot = 8);
            silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, new FakeTimeProvider());
        });
        silos.Families[0].Held = true;
        using var leave = new CancellationTokenSource();
        var held = HoldAsync(silos, TestPieces.Of(RealSpeech.Voice, 1), leave.Token);
        await silos.UntilTakenAsync(1);

        // Nobody tells of the held silo and no heartbeat comes: that it gets nowhere shows in what the other one finishes.
        var heard = await silos.Listen(0, RealSpeech.Voice.Request(string.Concat(Enumerable.Range(1, 8).Select(number => $"第{number}句话不等时间。")))).Ending;
        Assert.Equal(8, heard.Ended!.Pieces);
        Assert.Equal(1, silos.Cluster.Statuses().First().Busy);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task Piece_queued_behind_one_that_is_held_goes_to_a_silo_as_soon_as_that_says_it_is_free()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1, silo =>
            silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, new FakeTimeProvider()));
        silos.Families[0].Held = true;
        using var leave = new CancellationTokenSource();
        var held = HoldAsync(silos, TestPieces.Of(RealSpeech.Voice, 1), leave.Token);
        await silos.UntilTakenAsync(1);

        var free = silos.Cluster.Service<LocalNode>(1).Status();
        var directory = silos.Cluster.Service<NodeDirectory>(0);
        directory.Hear(free with { Busy = 1, Waiting = 2 });
        var listening = silos.Listen(0, RealSpeech.Voice.Request("这句话先等一等。"));
        await silos.UntilTakenAsync(2);
        directory.Hear(free);
        Assert.Equal(1, (await listening.Ending).Ended!.Pieces);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    /// <summary>Keeps a piece on the first silo, wherever it would have gone; displaced ones end by themselves.</summary>
    private static async Task HoldAsync(BarrierCluster silos, PieceSynthesis piece, CancellationToken cancellationToken)
    {
        var silo = silos.Cluster.Service<LocalNode>(0).Status().Silo;
        var synthesizer = silos.Factory(0).GetGrain<ISynthesizer>(new SynthesizerKey(piece.Voice.Hash, silo, 0).ToString());
        await foreach (var _ in synthesizer.Synthesize(piece, cancellationToken))
        {
            // Its sound is not wanted, only its place.
        }
    }
}
