using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Grains.Rendering.Running;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>What becomes of jobs when silos, store and sentences fail; engines stop at a barrier, so that each moment can be chosen.</summary>
public sealed class JobFateTests : IDisposable
{
    // Of different lengths, so that each sentence's audio is its own.
    private static readonly JobOrder Book = Orders.Of(
        ["一。", "一二。", "一二三。", "一二三四。"],
        ["一二三四五。", "一二三四五六。", "一二三四五六七。", "一二三四五六七八。"]);

    private readonly JobFiles _files = new();
    private readonly string _id = Orders.NewId();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Paused_job_rests_until_it_proceeds()
    {
        await using var held = await HeldJob.StartAsync(_files, _id, Book, silos: 2);
        var (silos, meter, job) = held;
        await held.StoreAsync(1);

        Assert.Equal(JobState.Paused, (await job.Pause())!.State);
        silos.LetAllGo();
        await meter.UntilAsync("tts.jobs.ended[stopped]", 1);
        await job.Revive();
        Assert.Equal((JobState.Paused, 1L), ((await job.GetStatus())!.State, Stored()));
        await Assert.ThrowsAsync<JobRefusedException>(() => silos.Cluster.Grains.ReadAsync(_id, 0));

        await job.Proceed();
        Assert.Equal(JobState.Done, (await job.EndAsync()).State);
        Assert.Equal((8L, 8d, 1d), (Stored(), meter.Sum("tts.jobs.sentences[rendered]"), meter.Sum("tts.jobs.sentences[skipped]")));
    }

    [Fact]
    public async Task Kill_of_the_silo_that_runs_it_renders_nothing_again_that_is_stored()
    {
        await using var held = await HeldJob.StartAsync(_files, _id, Book, silos: 2, SpeechCluster.DeclareDeathsSoon);
        var (silos, meter, job) = held;
        await held.StoreAsync(2);
        var runner = await RunnerAsync(silos);
        var other = 1 - runner;

        var survivor = silos.Factory(other);
        await silos.Cluster.Silos.KillSiloAsync(silos.Cluster.Silos.Silos[runner]);
        silos.LetAllGo();

        await meter.UntilAsync("tts.jobs.sentences[rendered]", 8);
        Assert.Equal(8, Stored());
        var ended = await survivor.Job(_id).EndAsync();
        Assert.Equal(JobState.Done, ended.State);
        Assert.All(ended.Chapters, chapter => Assert.Equal(4, chapter.SentencesDone));

        Assert.Equal((8d, 2d), (meter.Sum("tts.jobs.sentences[rendered]"), meter.Sum("tts.jobs.sentences[skipped]")));
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_waited_for()
    {
        await using var held = await HeldJob.StartAsync(_files, _id, Book, silos: 2);
        var (silos, meter, job) = held;
        await held.StoreAsync(1);

        _files.Failing = true;
        silos.LetAllGo();
        var refused = _files.Refused;
        await _files.UntilRefusedAsync(refused + 4);
        Assert.Equal(JobState.Running, (await job.GetStatus())!.State);
        await Assert.ThrowsAsync<SpeechUnavailableException>(() => job.Pause());
        await Assert.ThrowsAsync<SpeechUnavailableException>(() => silos.Cluster.Grains.GetGrain<IJobReader>(0).List(null, 10));

        _files.Failing = false;
        Assert.Equal(JobState.Done, (await job.EndAsync()).State);
        Assert.Equal((8L, 8d), (Stored(), meter.Sum("tts.jobs.sentences[rendered]")));
    }

    [Fact]
    public async Task Failed_sentence_leaves_the_rest_whole_and_is_tried_again_on_demand()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 2, slots: 1, _files.AddTo);
        using var meter = new MeterReadings(silos.Cluster);
        var longest = Units("一二三四五六七八。");
        Array.ForEach(silos.Families, family => family.Fails = input => input.Sy.Length == longest);
        var job = silos.Cluster.Grains.Job(_id);
        await job.Submit(Book);

        var ended = await job.EndAsync();

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Equal([JobState.Done, JobState.Failed], ended.Chapters.Select(chapter => chapter.State));
        var error = Assert.Single(ended.Errors);
        Assert.Equal((1, 21, "一二三四五六七八。"), (error.Chapter, error.Start, error.Text));
        Assert.Equal("The engine failed on a piece.", error.Message);
        Assert.Equal((7L, 3d), (Stored(), meter.Sum("tts.synthesis.pieces[failed]")));
        await Assert.ThrowsAsync<JobRefusedException>(() => silos.Cluster.Grains.ReadAsync(_id, 1));

        Array.ForEach(silos.Families, family => family.Fails = _ => false);
        await job.Proceed();
        ended = await job.EndAsync();
        Assert.Equal((JobState.Done, 0), (ended.State, ended.Errors.Length));
        Assert.Equal((8L, 8d), (Stored(), meter.Sum("tts.jobs.sentences[rendered]")));
    }

    [Fact]
    public async Task Second_run_takes_the_job_and_the_first_stores_nothing_more()
    {
        await using var held = await HeldJob.StartAsync(_files, _id, Book, silos: 1);
        var (silos, meter, job) = held;
        await held.StoreAsync(1);

        // What an activation on the other side of a partition would do.
        var store = silos.Cluster.Service<JobStore>(0);
        var found = (await store.FindAsync(_id, CancellationToken.None))!;
        var second = await silos.Cluster.Service<JobRuns>(0).TakeAsync(found, RealSpeech.Voices.Default);
        silos.LetAllGo();

        await second!.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(JobState.Done, (await job.EndAsync()).State);
        Assert.Equal((8L, 8d), (Stored(), meter.Sum("tts.jobs.sentences[rendered]")));

        // The first run learns of it with the next sentence that it wants to store.
        await meter.UntilAsync("tts.jobs.ended[lost]", 1);
        Assert.Equal((1d, 1d), (meter.Sum("tts.jobs.ended[lost]"), meter.Sum("tts.jobs.ended[done]")));
    }

    [Fact]
    public async Task Voice_that_left_the_cluster_is_replaced_by_its_namesake()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, _files.AddTo);
        var job = silos.Cluster.Grains.Job(_id);
        var gone = RealSpeech.Voice with { Hash = new('0', 64) };
        await job.Submit(Orders.Of(gone, ["一。"]));
        var ended = await job.EndAsync();
        Assert.Equal((JobState.Done, gone), (ended.State, ended.Voice));
    }

    [Fact]
    public async Task Job_beyond_the_parallel_ones_waits_for_its_turn()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1, silo =>
        {
            _files.AddTo(silo);
            silo.Services.Configure<Grains.Rendering.JobsOptions>(options => options.Parallel = 1);
        });
        silos.Hold();
        await silos.Cluster.Grains.Job(_id).Submit(Book);
        var second = silos.Cluster.Grains.Job(Orders.NewId());
        Assert.Equal(JobState.Waiting, (await second.Submit(Book)).State);
        silos.LetAllGo();
        Assert.Equal(JobState.Done, (await second.EndAsync()).State);
    }

    [Fact]
    public async Task Without_a_store_jobs_are_refused_by_the_name_of_the_key()
    {
        await using var silos = await BarrierCluster.StartAsync(silos: 1, slots: 1);
        var job = silos.Cluster.Grains.Job(_id);
        Assert.Contains("Storage:Enabled", (await Assert.ThrowsAsync<JobRefusedException>(() => job.Submit(Book))).Message, StringComparison.Ordinal);
        Assert.Null(await job.GetStatus());
        Assert.Empty((await silos.Cluster.Grains.GetGrain<IJobReader>(0).List(null, 10)).Jobs);
    }

    private long Stored() => _files.Number("SELECT count(*) FROM tts_job_sentence");

    private static int Units(string sentence) =>
        RealSpeech.Voices.Default.Units.Encode(Assert.Single(RealSpeech.FrontEnd.Read(sentence)).Units).Sy.Length;

    private async Task<int> RunnerAsync(BarrierCluster silos)
    {
        var grain = (GrainReference)silos.Cluster.Grains.Job(_id);
        var management = silos.Cluster.Grains.GetGrain<IManagementGrain>(0);
        var address = await management.GetActivationAddress(grain);
        return silos.Cluster.Silos.Silos.ToList().FindIndex(silo => silo.SiloAddress.Equals(address));
    }
}
