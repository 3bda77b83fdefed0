using Orleans.Core.Internal;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>A job's grain that leaves its silo with sentences in flight.</summary>
public sealed class JobLeavingTests : IDisposable
{
    private static readonly JobOrder Book = Orders.Of(["一。", "一二。", "一二三。", "一二三四。", "一二三四五。", "一二三四五六。"]);

    private readonly JobFiles _files = new();
    private readonly string _id = Orders.NewId();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Sentences_in_flight_are_stored_and_the_next_activation_goes_on_behind_them()
    {
        await using var held = await HeldJob.StartAsync(_files, _id, Book, silos: 1);
        var (silos, meter, job) = held;
        await held.StoreAsync(1);
        await silos.UntilTakenAsync(3);
        await job.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await silos.Cluster.Said.UntilAsync("leaves this silo");

        // Each sentence is begun once, though two were under way.
        for (var sentence = 2; sentence <= 6; sentence++)
        {
            (await silos.NextRunAsync()).Run.LetGo();
        }

        Assert.Equal(JobState.Done, (await job.EndAsync()).State);
        Assert.False(silos.Families[0].TryNextRun(out _));
        Assert.Equal((6d, 3d), (meter.Sum("tts.jobs.sentences[rendered]"), meter.Sum("tts.jobs.sentences[skipped]")));
        Assert.Equal((1d, 1d), (meter.Sum("tts.jobs.ended[stopped]"), meter.Sum("tts.jobs.ended[done]")));
    }

    [Fact]
    public async Task Sentences_that_take_too_long_are_given_up()
    {
        await using var held = await HeldJob.StartAsync(_files, _id, Book, silos: 1);
        var (silos, meter, job) = held;
        await held.StoreAsync(1);
        await job.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await meter.UntilAsync("tts.jobs.ended[stopped]", 1);
        silos.LetAllGo();
        Assert.Equal(JobState.Done, (await job.EndAsync()).State);
        Assert.Equal(6d, meter.Sum("tts.jobs.sentences[rendered]"));
    }
}
