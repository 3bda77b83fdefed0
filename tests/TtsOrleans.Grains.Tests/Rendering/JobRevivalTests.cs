using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Running;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>A job's grain that has no run of it, while the store says that it runs: somewhere else, or nowhere any more. The clock goes only as far as a test says.</summary>
public sealed class JobRevivalTests : IDisposable
{
    private static readonly JobOrder Book = Orders.Of(["一。", "一二。", "一二三。", "一二三四。", "一二三四五。", "一二三四五六。", "一二三四五六七。", "一二三四五六七八。"]);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly JobFiles _files = new();
    private readonly ArmedClock _clock = new();
    private readonly FrozenCalls _calls = new(grain => grain.Type.ToString()!.Contains("jobrunner", StringComparison.Ordinal));
    private readonly string _id = Orders.NewId();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Run_that_is_alive_on_any_silo_keeps_its_job(int runner)
    {
        await using var silos = await StartAsync();
        using var meter = new MeterReadings(silos.Cluster);
        var (job, store) = await RestAsync(silos);
        var run = await silos.Cluster.Service<JobRuns>(runner).TakeAsync(await FindAsync(store), RealSpeech.Voices.Default);
        await silos.NextRunAsync();
        var before = (await FindAsync(store)).Version;

        await job.Revive();

        Assert.Equal(before, (await FindAsync(store)).Version);
        Assert.Equal(JobState.Running, (await job.GetStatus())!.State);
        silos.LetAllGo();
        await _clock.StepUntilAsync(run!.Completion, Step);
        Assert.Equal((JobState.Done, 8d, 0d), ((await job.GetStatus())!.State, meter.Sum("tts.jobs.sentences[rendered]"), meter.Sum("tts.jobs.ended[lost]")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Run_that_closes_stores_what_it_has_in_flight_before_another_takes_its_job(int runner)
    {
        await using var silos = await StartAsync();
        using var meter = new MeterReadings(silos.Cluster);
        var (job, store) = await RestAsync(silos);
        var run = await silos.Cluster.Service<JobRuns>(runner).TakeAsync(await FindAsync(store), RealSpeech.Voices.Default);
        await silos.NextRunAsync();
        run!.Close();

        await Assert.ThrowsAsync<SpeechUnavailableException>(job.Revive);
        Assert.Equal(JobState.Running, (await job.GetStatus())!.State);
        Assert.Equal(JobState.Running, (await job.Submit(Book)).State);

        silos.LetAllGo();
        await _clock.StepUntilAsync(run.Completion, Step);
        Assert.Equal(1d, meter.Sum("tts.jobs.ended[stopped]"));
        await job.Revive();
        await _clock.StepUntilAsync(meter.UntilAsync("tts.jobs.ended[done]", 1), Step);
        Assert.Equal(8d, meter.Sum("tts.jobs.sentences[rendered]"));
    }

    [Fact]
    public async Task Job_that_no_silo_runs_is_taken_at_once()
    {
        await using var silos = await StartAsync();
        using var meter = new MeterReadings(silos.Cluster);
        var (job, store) = await RestAsync(silos);
        Assert.True(await store.ChangeAsync(await FindAsync(store), JobState.Running, CancellationToken.None));
        silos.LetAllGo();

        await job.Revive();

        await _clock.StepUntilAsync(meter.UntilAsync("tts.jobs.ended[done]", 1), Step);
    }

    [Fact]
    public async Task Silo_that_lives_and_never_answers_keeps_no_job_for_ever()
    {
        await using var silos = await StartAsync();
        using var meter = new MeterReadings(silos.Cluster);
        var (job, store) = await RestAsync(silos);
        Assert.True(await store.ChangeAsync(await FindAsync(store), JobState.Running, CancellationToken.None));
        silos.LetAllGo();
        _calls.Freeze();

        var revived = job.Revive();
        await _calls.Met.WaitAsync(TimeSpan.FromSeconds(30));
        await _clock.StepUntilAsync(revived, Step);
        await Assert.ThrowsAsync<SpeechUnavailableException>(() => revived);
        Assert.Equal(JobState.Running, (await job.GetStatus())!.State);

        _clock.Advance(TimeSpan.FromSeconds(10));
        revived = job.Revive();
        await _clock.StepUntilAsync(revived, Step);
        await revived;
        _calls.Thaw();
        await _clock.StepUntilAsync(meter.UntilAsync("tts.jobs.ended[done]", 1), Step);
    }

    private Task<BarrierCluster> StartAsync() => BarrierCluster.StartAsync(silos: 2, slots: 1, silo =>
    {
        _files.AddTo(silo);
        silo.Services.AddKeyedSingleton<TimeProvider>(SpeechClock.Key, _clock);
        silo.AddIncomingGrainCallFilter(_calls);
    });

    /// <summary>A job at rest, whose grain is on the first silo; its engines stop at the barrier.</summary>
    private async Task<(IRenderJob Job, JobStore Store)> RestAsync(BarrierCluster silos)
    {
        var store = silos.Cluster.Service<JobStore>(0);
        Assert.True(await store.CreateAsync(_id, Book, CancellationToken.None));
        Assert.True(await store.ChangeAsync(await FindAsync(store), JobState.Paused, CancellationToken.None));
        var job = silos.Cluster.Grains.Job(_id);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silos.Cluster.Silos.Silos[0].SiloAddress);
        Assert.Equal(JobState.Paused, (await job.GetStatus())!.State);
        RequestContext.Clear();
        silos.Hold();
        return (job, store);
    }

    private async Task<StoredJob> FindAsync(JobStore store) => (await store.FindAsync(_id, CancellationToken.None))!;
}
