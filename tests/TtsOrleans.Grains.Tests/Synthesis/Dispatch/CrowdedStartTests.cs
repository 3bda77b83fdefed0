using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Synthesis.Dispatch;

/// <summary>More requests than can begin soon.</summary>
public sealed class CrowdedStartTests
{
    [Fact]
    public async Task Requests_beyond_those_that_may_wait_are_sent_away_at_once_and_all_others_are_served()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, silo => silo.Services.Configure<SynthesisOptions>(options =>
        {
            options.WaitingPerSlot = 1;
            options.StartsPerSlot = 2;
            options.Patience = TimeSpan.FromMinutes(5);
            options.StartPatience = TimeSpan.FromMinutes(5);
        }));
        silos.Hold();
        var running = Listen(silos, 0);
        var (_, run) = await silos.NextRunAsync();
        var queued = Listen(silos, 1);
        await silos.UntilTakenAsync(2);

        // Two of four may wait to begin. Whoever is refused is refused while nothing moves.
        var others = Enumerable.Range(2, 4).Select(number => Listen(silos, number)).ToList();
        var refused = await Task.WhenEach(others.Select(other => other.Ending)).Take(2).ToListAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        foreach (var ending in refused)
        {
            var refusal = await Assert.ThrowsAsync<SpeechUnavailableException>(() => ending);
            Assert.True(refusal.RetryAfter > TimeSpan.Zero);
        }

        run.LetGo();
        silos.LetAllGo();
        foreach (var served in others.Where(other => !refused.Contains(other.Ending)).Concat([running, queued]))
        {
            Assert.NotNull((await served.Ending).Ended);
        }
    }

    private static Listening Listen(BarrierCluster silos, int number) =>
        silos.Listen(0, RealSpeech.Voice.Request($"第{number + 1}个人今天很高兴。"));
}
