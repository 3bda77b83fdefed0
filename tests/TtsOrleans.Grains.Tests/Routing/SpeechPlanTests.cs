using TtsOrleans.Abstractions;
using TtsOrleans.Grains.Routing;
using TtsOrleans.Grains.Tests.Cluster;
using TtsOrleans.Grains.Tests.Synthesis;

namespace TtsOrleans.Grains.Tests.Routing;

public sealed class SpeechPlanTests
{
    private int _read;

    [Fact]
    public async Task Get_reads_no_further_than_asked_and_each_piece_once()
    {
        var plan = new SpeechPlan(Pieces(count: 1000));
        var asked = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => plan.GetAsync(index % 10, CancellationToken.None).AsTask()));
        Assert.All(asked, Assert.NotNull);
        Assert.Equal(10, _read);
        Assert.True(plan.TryGet(9, out var last));
        Assert.Equal(9, last.Index);
        Assert.False(plan.TryGet(10, out _));
    }

    [Fact]
    public async Task Get_behind_the_last_piece_is_null_and_the_plan_complete()
    {
        var plan = new SpeechPlan(Pieces(count: 2));
        Assert.False(plan.EndsAt(2));
        Assert.Null(await plan.GetAsync(2, CancellationToken.None));
        Assert.True(plan.EndsAt(2));
        Assert.False(plan.EndsAt(1));
    }

    [Fact]
    public async Task Get_after_a_failure_fails_again_and_never_ends_the_text()
    {
        var plan = new SpeechPlan(Pieces(count: 3, failAt: 1));
        Assert.NotNull(await plan.GetAsync(0, CancellationToken.None));
        await Assert.ThrowsAsync<SpeechFailedException>(() => plan.GetAsync(1, CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<SpeechFailedException>(() => plan.GetAsync(1, CancellationToken.None).AsTask());
        Assert.False(plan.EndsAt(1));
    }

    private IEnumerable<PlannedPiece> Pieces(int count, int failAt = -1)
    {
        for (var index = 0; index < count; index++)
        {
            if (index == failAt)
            {
                throw new SpeechFailedException("This text cannot be read.");
            }

            Interlocked.Increment(ref _read);
            yield return new(index, index, 1, TestPieces.Of(RealSpeech.Voice, 1), [], []);
        }
    }
}
