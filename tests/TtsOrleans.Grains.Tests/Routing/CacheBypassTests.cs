using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Routing;

/// <summary>Cache grains that do not answer, as those of a frozen silo.</summary>
public sealed class CacheBypassTests
{
    [Fact]
    public async Task Speak_cache_silent_for_a_second_is_synthesised_without_it()
    {
        var clock = new ArmedClock();
        var frozen = new FrozenCache();
        await using var cluster = await SpeechCluster.StartAsync(silos: 1, configure: silo =>
        {
            silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, clock);
            silo.AddIncomingGrainCallFilter(frozen);
        });
        var patience = TimeSpan.FromSeconds(1);
        var quiet = clock.Armed(patience);
        var listening = new Listening(cluster.Service<IGrainFactory>(0), RealSpeech.Voice.Request("今天天气很好。"), default);
        await frozen.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(listening.Heard.Pieces);

        // The router counts the cache's silence and its own.
        await clock.UntilArmedAsync(patience, quiet + 2);
        clock.Advance(patience);
        var heard = await listening.Ending;
        frozen.Thawed.SetResult();
        Assert.Equal(CacheOutcome.Bypassed, Assert.Single(heard.Pieces).Cache);
        Assert.Equal(heard.Pieces[0].Samples, heard.Ended!.Samples);
    }

    private sealed class FrozenCache : IIncomingGrainCallFilter
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Thawed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.TargetId.Type.ToString() == "speechcache")
            {
                Asked.TrySetResult();
                await Thawed.Task;
            }

            await context.Invoke();
        }
    }
}
