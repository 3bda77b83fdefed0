using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Synthesis.Dispatch;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis.Dispatch;

/// <summary>Who goes next, who waits and who is sent away, in a time of the test's own.</summary>
public sealed class StartLineTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const string Voice = "a voice";

    private readonly FakeTimeProvider _time = new();
    private BarrierCluster _silos = null!;
    private StartLine _line = null!;

    public async Task InitializeAsync()
    {
        _silos = await BarrierCluster.StartAsync(silos: 1, slots: 1);
        var options = Options.Create(new SynthesisOptions { StartsPerSlot = 1000, StartPatience = Patience });
        _line = new(_silos.Cluster.Service<NodeDirectory>(0), options, _time, _silos.Cluster.Service<RoutingInstruments>(0));
    }

    public async Task DisposeAsync() => await _silos.DisposeAsync();

    [Fact]
    public void Requests_that_nobody_stands_before_go_at_once()
    {
        Assert.True(_line.Join(Voice).MayGo());
        Assert.True(_line.Join(Voice).MayGo());
        Assert.False(_line.Crowded);
    }

    [Fact]
    public void Behind_a_refusal_the_first_to_come_is_the_first_to_go_and_nobody_goes_at_once()
    {
        var (first, second) = (_line.Join(Voice), _line.Join(Voice));
        Assert.True(second.MayGo());
        Assert.True(second.TryWait(refused: true, out _));
        Assert.True(first.TryWait(refused: true, out _));
        Assert.True(_line.Crowded);

        Assert.False(first.MayGo());
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.False(second.MayGo());
        Assert.True(first.MayGo());
        Assert.False(second.MayGo());
        first.Begun();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(second.MayGo());
    }

    [Fact]
    public async Task Who_stands_first_is_called()
    {
        var (first, second) = (Wait(), Wait());
        var turn = second.TurnAsync(CancellationToken.None);
        Assert.False(second.First.Task.IsCompleted);
        first.Dispose();
        await turn;
        Assert.True(second.First.Task.IsCompleted);
    }

    [Theory]
    [InlineData(0.2, 9)]
    [InlineData(1, 1)]
    public void As_many_wait_as_can_begin_in_time_by_the_pace_of_the_last(double secondsEach, int most)
    {
        var begun = Enumerable.Range(0, 20).Select(_ => Wait(letIn: true)).ToList();
        foreach (var place in begun)
        {
            _time.Advance(TimeSpan.FromSeconds(secondsEach));
            Assert.True(place.MayGo());
            place.Begun();
        }

        var waiting = 0;
        TimeSpan expected;
        while (_line.Join(Voice).TryWait(refused: false, out expected))
        {
            waiting++;
        }

        Assert.InRange(waiting, most, most + 1);
        Assert.True(expected > Patience);
    }

    [Fact]
    public void Pace_that_stalls_sends_newcomers_away_and_keeps_those_that_wait()
    {
        var first = Wait();
        _time.Advance(1.5 * Patience);
        Assert.False(_line.Join(Voice).TryWait(refused: false, out var expected));
        Assert.True(expected > Patience);
        Assert.True(first.TryWait(refused: true, out _));
    }

    [Fact]
    public void Requests_of_another_voice_do_not_wait_in_the_same_line()
    {
        var first = Wait();
        Assert.True(first.TryWait(refused: true, out _));
        Assert.True(_line.Join("another voice").MayGo());
        Assert.False(_line.Join(Voice).MayGo());
    }

    [Fact]
    public void Who_waits_alone_is_let_in_however_slow_the_last_one_was()
    {
        var slow = Wait();
        _time.Advance(3 * Patience);
        Assert.True(slow.MayGo());
        slow.Begun();
        slow.Dispose();
        var next = Wait();
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.True(next.MayGo());
    }

    [Fact]
    public void Pace_of_one_that_is_refused_again_and_again_counts_from_its_first_refusal()
    {
        var alone = Wait();
        for (var refusal = 0; refusal < 10; refusal++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(150));
            Assert.True(alone.MayGo());
            Assert.True(alone.TryWait(refused: true, out _));
        }

        // One and a half seconds for the one before, as long again for this one.
        Assert.False(_line.Join(Voice).TryWait(refused: false, out var expected));
        Assert.InRange(expected, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.1));
    }

    [Fact]
    public void Who_had_to_give_way_stands_before_those_that_came_later_however_many()
    {
        var place = Wait();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(place.MayGo());
        place.Begun();
        var later = Wait();
        _time.Advance(1.5 * Patience);
        Assert.True(place.TryWait(refused: false, out _));
        Assert.False(later.MayGo());
        Assert.True(place.MayGo());
    }

    [Fact]
    public void Nobody_begins_while_begun_speech_that_is_due_soon_has_no_slot()
    {
        var piece = TestPieces.Of(RealSpeech.Voice, 1, slack: 5);
        var search = new BegunSearch(piece, Patience, _line, _silos.Cluster.Service<SiloOffers>(0), _time);
        _line.Searches(search, _time.GetTimestamp() + (5 * _time.TimestampFrequency));
        Assert.True(_line.Join(search.Voice).MayGo());

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(_line.Crowded);
        Assert.False(_line.Join(search.Voice).MayGo());
        Assert.True(_line.Join(Voice).MayGo());
        search.Dispose();
        Assert.True(_line.Join(search.Voice).MayGo());
    }

    private StartPlace Wait(bool letIn = false)
    {
        var place = _line.Join(Voice);
        place.IsIn = letIn;
        Assert.True(place.TryWait(refused: false, out _));
        return place;
    }
}
