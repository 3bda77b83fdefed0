using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Gateway.Tests.Support;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Gateway.Tests.Speaking;

public sealed class SpeechReaderTests
{
    private static readonly SpeechRequest s_request = new("你好", new("lanshan", "abc"), new SpeakingStyle(0, 0));
    private readonly ArmedClock _time = new();
    private readonly FakeSpeech _speech = new(pieces: 3, samplesPerPiece: 2500);

    /// <summary>Every place where a stream can break: between pieces, in the middle of one, before the end item.</summary>
    public static TheoryData<int> Places => [.. Enumerable.Range(0, 13)];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_stream_that_breaks_anywhere_goes_on_at_the_exact_sample_under_another_key(int items)
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, items, new SiloUnavailableException("gone")), FakeRouter.Whole(_speech));

        Assert.Equal(_speech.Pcm, await ReadAsync(router));
        Assert.Equal(2, router.Opened.Count);
        Assert.NotEqual(router.Opened.First().Key, router.Opened.Last().Key);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_stream_that_stops_without_its_end_is_not_taken_for_whole(int items)
    {
        var router = new FakeRouter(FakeRouter.Stops(_speech, items), FakeRouter.Whole(_speech));

        Assert.Equal(_speech.Pcm, await ReadAsync(router));
        Assert.Equal(2, router.Opened.Count);
    }

    [Fact]
    public async Task A_silent_stream_is_left_after_three_seconds()
    {
        var router = new FakeRouter(FakeRouter.Stalls(_speech, 4), FakeRouter.Whole(_speech));
        var reading = ReadAsync(router);
        await _time.RunUntilAsync(reading, TimeSpan.FromSeconds(3));

        Assert.Equal(_speech.Pcm, await reading);
        Assert.Equal(new SpeechPosition(1, 0), router.Opened.Last().From);

        // Closing the silent one goes on behind the reader's back.
        await router.WaitForClosingsAsync(2);
    }

    [Fact]
    public async Task A_router_that_does_not_answer_at_once_is_not_waited_for_alone()
    {
        var router = new FakeRouter(FakeRouter.Stalls(_speech, 0), FakeRouter.Whole(_speech));
        var began = _time.GetUtcNow();
        var reading = ReadAsync(router);
        await _time.StepUntilAsync(reading, TimeSpan.FromMilliseconds(10));

        Assert.Equal(_speech.Pcm, await reading);
        Assert.True(_time.GetUtcNow() - began < TimeSpan.FromSeconds(new SpeakingOptions().AnswerSeconds));
        Assert.NotEqual(router.Opened.First().Key, router.Opened.Last().Key);

        // The slower one has until its limit to show that it lives; then it is let go.
        _time.Advance(TimeSpan.FromSeconds(2));
        await router.WaitForClosingsAsync(2);
    }

    [Fact]
    public async Task A_router_that_answers_behind_another_is_let_go_and_known_to_live()
    {
        var slow = new TaskCompletionSource();
        var choice = new RouterChoice(_time);
        var router = new FakeRouter((_, _) => AnswersAsync(slow.Task), FakeRouter.Whole(_speech));
        var reading = ReadAsync(router, choice: choice);
        await _time.StepUntilAsync(reading, TimeSpan.FromMilliseconds(10));

        var key = router.Opened.First().Key;
        Assert.DoesNotContain(key, Enumerable.Range(0, 2000).Select(_ => choice.Next((key + 1) % ISpeechRouter.Keys)));
        slow.SetResult();
        await router.WaitForClosingsAsync(2);
        Assert.Contains(key, Enumerable.Range(0, 2000).Select(_ => choice.Next((key + 1) % ISpeechRouter.Keys)));
    }

    [Fact]
    public async Task A_stream_of_a_silo_that_another_stream_found_silent_is_left_before_its_three_seconds()
    {
        var choice = new RouterChoice(_time);
        var router = new FakeRouter(FakeRouter.Stalls(_speech, 4), FakeRouter.Whole(_speech));
        var began = _time.GetUtcNow();
        var reading = ReadAsync(router, choice: choice);
        choice.Silent(router.Opened.First().Key);
        await _time.StepUntilAsync(reading, TimeSpan.FromMilliseconds(10));

        Assert.Equal(_speech.Pcm, await reading);
        Assert.InRange(_time.GetUtcNow() - began, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.9));
    }

    [Fact]
    public async Task Samples_delivered_twice_are_heard_once()
    {
        // A router that begins the piece again, whatever it was asked for.
        var router = new FakeRouter(
            FakeRouter.Fails(_speech, 3, new TimeoutException()),
            (from, _) => _speech.From(new(from.Piece, 0)).ToAsyncEnumerable());

        Assert.Equal(_speech.Pcm, await ReadAsync(router));
    }

    [Fact]
    public async Task A_gap_breaks_the_stream_instead_of_being_heard()
    {
        var router = new FakeRouter((_, _) => _speech.From(default).Where((_, index) => index != 2).ToAsyncEnumerable(), FakeRouter.Whole(_speech));

        Assert.Equal(_speech.Pcm, await ReadAsync(router));
    }

    [Fact]
    public async Task No_capacity_at_the_beginning_is_said_at_once()
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 0, new SpeechUnavailableException("full") { RetryAfter = TimeSpan.FromSeconds(7) }));

        var refused = await Assert.ThrowsAsync<SpeechUnavailableException>(() => ReadAsync(router));
        Assert.Equal(TimeSpan.FromSeconds(7), refused.RetryAfter);
        Assert.Single(router.Opened);
    }

    [Fact]
    public async Task A_failure_that_trying_elsewhere_does_not_mend_is_not_tried_elsewhere()
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 2, new SpeechFailedException("broken")));

        await Assert.ThrowsAsync<SpeechFailedException>(() => ReadAsync(router));
        Assert.Single(router.Opened);
    }

    [Fact]
    public async Task A_stream_that_gets_no_further_is_given_up()
    {
        // At once: one that took a moment to fail would have another asked beside it as the clock runs.
        var router = new FakeRouter((_, _) => throw new SiloUnavailableException("gone"));
        var reading = ReadAsync(router, new SpeakingOptions { Reopens = 2 });
        await _time.RunUntilAsync(reading, TimeSpan.FromSeconds(2));

        var gone = await Assert.ThrowsAsync<SpeechUnavailableException>(() => reading);
        Assert.IsType<SiloUnavailableException>(gone.InnerException);
        Assert.Equal(3, router.Opened.Count);
    }

    [Fact]
    public async Task Audio_that_changed_under_way_never_continues_the_old()
    {
        var other = new FakeSpeech(pieces: 3, samplesPerPiece: 2600);
        var router = new FakeRouter(FakeRouter.Fails(_speech, 3, new TimeoutException()), FakeRouter.Whole(other));
        var reading = ReadAsync(router, new SpeakingOptions { Reopens = 1 });

        await Assert.ThrowsAsync<SpeechUnavailableException>(() => reading);
    }

    [Fact]
    public async Task A_text_without_anything_to_read_ends_at_once()
    {
        var router = new FakeRouter((_, _) => new SpeechItem[] { new SpeechEnded(0, 0) }.ToAsyncEnumerable());

        Assert.Empty(await ReadAsync(router));
    }

    private static async IAsyncEnumerable<SpeechItem> AnswersAsync(Task moment)
    {
        await moment;
        yield return new SpeechOpened("a silo of its own");
    }

    private async Task<byte[]> ReadAsync(FakeRouter router, SpeakingOptions? options = null, RouterChoice? choice = null)
    {
        using var reader = new SpeechReader(router.At, choice ?? new RouterChoice(TimeProvider.System), s_request, options ?? new(), _time, NullLogger<SpeechReader>.Instance);
        var pcm = new MemoryStream();
        while (await reader.ReadAsync(CancellationToken.None) is { } item)
        {
            pcm.Write(item is AudioChunk chunk ? chunk.Pcm : []);
        }

        return pcm.ToArray();
    }
}
