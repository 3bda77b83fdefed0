using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Grains.Rendering.Store;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>What the store of jobs does, whatever the database.</summary>
public abstract class JobStoreContract
{
    private const string Early = "00000000000000000000000001";
    private const string Late = "00000000000000000000000002";

    private readonly SetClock _clock = new();
    private readonly JobsOptions _options = new();

    /// <summary>A database with the schema and nothing in it.</summary>
    protected abstract DbDataSource Source { get; }

    private JobStore Store => field ??= new(Source, _clock, new(Meters(), new Silo()));

    private JobSweeper Sweeper => field ??= new(Store, Options.Create(_options), _clock, NullLogger<JobSweeper>.Instance);

    protected async Task Order_comes_back_as_it_was_given()
    {
        var order = OrderOf("零\0和\ud800", "一。", "二\0\ud800。");
        Assert.True(await Store.CreateAsync(Early, order, default));
        Assert.True(await Store.CreateAsync(Early, order with { Voice = new("v", "newer") }, default));
        Assert.False(await Store.CreateAsync(Early, order with { Volume = 2 }, default));

        var found = (await Store.FindAsync(Early, default))!;
        Assert.Equal(
            new StoredJob(Early, "零\ufffd和\ufffd", order.Voice, 24_000, "mp3", 0.5f, JobState.Waiting, 1, _clock.GetUtcNow(), null),
            found with { Chapters = default, Errors = default } is var bare ? bare with { Chapters = [], Errors = [] } : bare);
        Assert.Equal([new("第1章", 2, null, 0, 0, 0, 0), new("第2章", 4, null, 0, 0, 0, 0)], found.Chapters.AsEnumerable());
        var paragraph = Assert.Single((await Store.ReadChapterAsync(Early, 1, default))!.Value);
        Assert.Equal(new JobParagraph("二\0\ufffd。", new(1, 2, 0.5f, 1.25f, -1)), paragraph);
        Assert.Null(await Store.ReadChapterAsync(Early, 2, default));
        Assert.Null(await Store.FindAsync(Late, default));
    }

    protected async Task Sentence_is_written_once_and_only_by_the_last_version()
    {
        await Store.CreateAsync(Early, OrderOf("", "一。二。"), default);
        var first = (await Store.FindAsync(Early, default))!;
        Assert.Equal(AddOutcome.Added, await AddAsync(first, 0, [1, 2, 3, 4]));
        Assert.Equal(AddOutcome.Known, await AddAsync(first, 0, [9, 9, 9, 9]));
        Assert.Equal([1, 2, 3, 4], await Store.ReadAudioAsync(Early, 0, 0, default));

        Assert.True(await Store.ChangeAsync(first, JobState.Running, default));
        Assert.Equal(AddOutcome.Lost, await AddAsync(first, 2, [5, 6]));
        Assert.Equal(AddOutcome.Lost, await Store.PlanAsync(first, 0, 2, default));
        Assert.Equal(AddOutcome.Lost, await Store.AddErrorAsync(first, new(0, 2, "二。", "no"), 2, default));

        var second = first with { Version = first.Version + 1 };
        Assert.Equal(AddOutcome.Added, await Store.PlanAsync(second, 0, 2, default));
        Assert.Equal(AddOutcome.Added, await Store.AddErrorAsync(second, new(0, 2, "二\0。", "no\ud800"), 2, default));
        var found = (await Store.FindAsync(Early, default))!;
        Assert.Equal((JobState.Running, new ChapterCount("第1章", 4, 2, 1, 2, 2, 1)), (found.State, found.Chapters[0]));
        Assert.Equal([new SentenceError(0, 2, "二\ufffd。", "no\ufffd")], found.Errors.AsEnumerable());
        Assert.True(found.Chapters[0] is { Ended: true, Whole: false });
        Assert.Equal([new StoredSentence(0, 2, 2, 1)], await Store.ListSentencesAsync(Early, 0, default));
        Assert.Equal([new StoredSentence(2, 2, 0, 0)], await Store.ListErrorsAsync(Early, 0, default));
        await Store.ForgetErrorsAsync(Early, default);
        Assert.Empty((await Store.FindAsync(Early, default))!.Errors);
    }

    protected async Task Change_of_state_has_one_winner()
    {
        await Store.CreateAsync(Early, OrderOf("", "一。"), default);
        var job = (await Store.FindAsync(Early, default))!;
        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.ChangeAsync(job, JobState.Running, default)));
        Assert.Single(changes, won => won);
        Assert.Equal(2, (await Store.FindAsync(Early, default))!.Version);

        var rows = await Task.WhenAll(Enumerable.Range(0, 8).Select(value => AddAsync(job with { Version = 2 }, 0, [(byte)value, 0])));
        Assert.Single(rows, outcome => outcome == AddOutcome.Added);
    }

    protected async Task List_goes_by_the_time_of_the_order()
    {
        await Store.CreateAsync(Late, OrderOf("", "一。"), default);
        _clock.Now += TimeSpan.FromSeconds(1);
        await Store.CreateAsync(Early, OrderOf("", "一。"), default);
        Assert.Equal([Late, Early], await Store.ListRunnableAsync(10, default));
        Assert.Equal([Late], await Store.ListRunnableAsync(1, default));

        var newest = Assert.Single(await Store.ListAsync(null, 1, default));
        Assert.Equal(Early, newest.Id);
        Assert.True(JobCursor.TryParse(JobCursor.Of(newest).ToString(), out var cursor));
        Assert.Equal(Late, Assert.Single(await Store.ListAsync(cursor, 10, default)).Id);

        await Store.ChangeAsync(newest, JobState.Cancelled, default);
        Assert.Equal(Late, Assert.Single(await Store.ListAsync(null, 10, default)).Id);
        Assert.Null(await Store.FindAsync(Early, default));
        Assert.False(await Store.CreateAsync(Early, OrderOf("", "一。"), default));
    }

    protected async Task Ended_jobs_go_by_age_and_then_by_space_and_unfinished_ones_stay()
    {
        string[] ids = [.. Enumerable.Range(1, 4).Select(index => $"{index:00000000000000000000000000}")];
        foreach (var id in ids)
        {
            await Store.CreateAsync(id, OrderOf("", "一。"), default);
            var job = (await Store.FindAsync(id, default))!;
            for (var start = 0; start < 100; start++)
            {
                await AddAsync(job, start, new byte[1000]);
            }

            if (id != ids[0])
            {
                await Store.ChangeAsync(job, JobState.Done, default);
            }

            _clock.Now += TimeSpan.FromHours(1);
        }

        // Of four jobs of 100 kB each the first has not ended, the second ended 3 hours ago.
        _options.TimeToLive = TimeSpan.FromHours(2.5);
        Assert.Equal(400_000, await Store.SizeAsync(default));
        await Sweeper.SweepAsync(default);
        Assert.Equal([ids[3], ids[2], ids[0]], await IdsAsync());
        Assert.Equal(300_000, await Store.SizeAsync(default));

        _options.MaxGigabytes = 0.000_2;
        await Sweeper.SweepAsync(default);
        Assert.Equal(3, (await IdsAsync()).Length);
        _clock.Now += TimeSpan.FromMinutes(1);
        await Sweeper.SweepAsync(default);
        Assert.Equal([ids[3], ids[0]], await IdsAsync());

        _options.MaxGigabytes = 0.000_05;
        _clock.Now += TimeSpan.FromMinutes(1);
        await Sweeper.SweepAsync(default);
        Assert.Equal([ids[0]], await IdsAsync());
        Assert.Equal(100_000, await Store.SizeAsync(default));
        Assert.Empty(await Store.ListCancelledAsync(default));
    }

    protected async Task Order_beyond_the_room_is_refused_with_the_figures()
    {
        // 0.46 bytes a character and hertz: 100 characters at 24 kHz are 1.1 MB.
        var order = OrderOf("", new string('一', 100));
        _options.MaxGigabytes = 0.002;
        Assert.True(await Sweeper.CheckRoomAsync(Early, order, default));
        await Store.CreateAsync(Early, order, default);
        Assert.True(await Sweeper.CheckRoomAsync(Early, order, default));
        var refusal = await Assert.ThrowsAsync<JobRefusedException>(() => Sweeper.CheckRoomAsync(Late, order, default));
        Assert.Contains("Jobs:MaxGigabytes", refusal.Message, StringComparison.Ordinal);
        await Store.ChangeAsync((await Store.FindAsync(Early, default))!, JobState.Done, default);
        Assert.True(await Sweeper.CheckRoomAsync(Late, order, default));
    }

    private static JobOrder OrderOf(string title, params string[] chapters) => new(
        title, new("v", "0f"), 24_000, "mp3", 0.5f,
        [.. chapters.Select((text, index) => new JobChapter($"第{index + 1}章", [new(text, new SpeakingStyle(1, 2, 0.5f, 1.25f, -1))]))]);

    private Task<AddOutcome> AddAsync(StoredJob job, int start, byte[] pcm) =>
        Store.AddSentenceAsync(job, 0, new(start, 2, pcm.Length / 2, 1), pcm, default);

    private async Task<string[]> IdsAsync() => [.. (await Store.ListAsync(null, 100, default)).Select(job => job.Id)];

    private static IMeterFactory Meters() => new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Silo : Orleans.Runtime.ILocalSiloDetails
    {
        public string Name => "silo";

        public string ClusterId => "test";

        public string DnsHostName => "localhost";

        public Orleans.Runtime.SiloAddress SiloAddress { get; } = Orleans.Runtime.SiloAddress.New(IPAddress.Loopback, 1, 1);

        public Orleans.Runtime.SiloAddress GatewayAddress => SiloAddress;
    }
}
