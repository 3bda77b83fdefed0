using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Grains.Tests.Rendering;

/// <summary>Jobs in the real voice on two silos that nothing happens to.</summary>
public sealed class RenderJobTests(JobSilos silos) : IClassFixture<JobSilos>
{
    private static readonly JobOrder Book = Orders.Of(
        ["春天来了。\n", "小草从地里钻出来，嫩嫩的，绿绿的！花也开了。\n"],
        ["……\n"],
        ["你去过北京吗？", "——\n我去过2次。"]);

    [Fact]
    public async Task Audio_equals_the_serial_rendering_sample_for_sample()
    {
        var id = Orders.NewId();
        var job = silos.Grains.Job(id);
        var submitted = await job.Submit(Book);
        Assert.Equal((id, "测试", Book.Voice, "wav", 3), (submitted.Id, submitted.Title, submitted.Voice, submitted.Format, submitted.Chapters.Length));

        var ended = await job.EndAsync();

        Assert.Equal(JobState.Done, ended.State);
        Assert.NotNull(ended.Finished);
        Assert.Equal(ended.Finished + TimeSpan.FromDays(7), ended.Expires);
        Assert.Empty(ended.Errors);
        Assert.Equal([3, 0, 2], ended.Chapters.Select(chapter => chapter.Sentences!.Value));
        var expected = Orders.RenderSerially(Book);
        for (var chapter = 0; chapter < Book.Chapters.Length; chapter++)
        {
            var status = ended.Chapters[chapter];
            var text = string.Concat(Book.Chapters[chapter].Paragraphs.Select(paragraph => paragraph.Text));
            Assert.Equal((JobState.Done, status.Sentences, text.Length, text.Length), (status.State, status.SentencesDone, status.Characters, status.CharactersDone));
            Assert.Equal(expected[chapter].Length / 2, status.Samples);
            Assert.Equal(expected[chapter], await silos.Grains.ReadAsync(id, chapter));

            var sentences = await silos.Grains.GetGrain<IJobReader>(1).GetSentences(id, chapter);
            Assert.Equal(status.Sentences, sentences.Length);
            Assert.Equal(status.Samples, sentences.Sum(sentence => sentence.Samples));
            Assert.All(sentences, sentence => Assert.Equal(text.Substring(sentence.Start, sentence.Text.Length), sentence.Text));
            Assert.All(sentences, sentence => Assert.InRange(sentence.Speech, sentence.Samples / 4, sentence.Samples - 1));
        }

        var rest = expected[0].AsSpan(33_333 * 2).ToArray();
        Assert.Equal(rest, await silos.Grains.ReadAsync(id, 0, 33_333));
        Assert.Empty(await silos.Grains.ReadAsync(id, 0, expected[0].Length / 2));
        await Assert.ThrowsAsync<JobRefusedException>(() => silos.Grains.ReadAsync(id, 0, (expected[0].Length / 2) + 1));
        await Assert.ThrowsAsync<JobRefusedException>(() => silos.Grains.ReadAsync(id, 3));
        Assert.Empty(await silos.Grains.GetGrain<IJobReader>(0).GetSentences(id, 3));
    }

    [Fact]
    public async Task Same_order_again_changes_nothing_and_another_is_refused()
    {
        var job = silos.Grains.Job(Orders.NewId());
        var order = Orders.Of(["你好。"]);
        var first = await job.Submit(order);
        await job.EndAsync();
        Assert.Equal((first.Created, JobState.Done), (await job.Submit(order) is var again ? again.Created : default, again.State));
        await Assert.ThrowsAsync<JobRefusedException>(() => job.Submit(order with { Title = "别的" }));
    }

    [Fact]
    public async Task Unknown_jobs_and_bad_ids_are_no_jobs()
    {
        foreach (var id in new[] { Orders.NewId(), "x", "" })
        {
            var job = silos.Grains.Job(id);
            Assert.Null(await job.GetStatus());
            Assert.Null(await job.Pause());
            Assert.Null(await job.Proceed());
            Assert.False(await job.Cancel());
            Assert.Empty(await job.Watch().ToListAsync());
            await job.Revive();
        }

        await Assert.ThrowsAsync<JobRefusedException>(() => silos.Grains.Job("x").Submit(Orders.Of(["你好。"])));
        await Assert.ThrowsAsync<JobRefusedException>(() => silos.Grains.Job(Orders.NewId()).Submit(Orders.Of()));
    }

    [Fact]
    public async Task Cancelled_job_is_gone_with_all_its_rows()
    {
        var id = Orders.NewId();
        var job = silos.Grains.Job(id);
        await job.Submit(Orders.Of(["你好。", "再见。"]));
        await job.EndAsync();
        Assert.Equal(2, silos.Files.Number($"SELECT count(*) FROM tts_job_sentence WHERE job = '{id}'"));

        Assert.True(await job.Cancel());

        Assert.Null(await job.GetStatus());
        Assert.False(await job.Cancel());
        await silos.Cluster.Said.UntilAsync($"Deleted render job {id}.");
        Assert.Equal(0, silos.Files.Number(
            $"SELECT (SELECT count(*) FROM tts_job WHERE id = '{id}') + (SELECT count(*) FROM tts_job_sentence WHERE job = '{id}') + (SELECT count(*) FROM tts_job_chapter WHERE job = '{id}')"));
    }

    [Fact]
    public async Task List_is_paged_newest_first()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, Orders.NewId());
            await silos.Grains.Job(ids[0]).Submit(Orders.Of(["好。"]));
        }

        var reader = silos.Grains.GetGrain<IJobReader>(7);
        var listed = new List<string>();
        var pages = 0;
        for (string? next = null; pages == 0 || next is not null; pages++)
        {
            var page = await reader.List(next, 2);
            Assert.InRange(page.Jobs.Length, 1, 2);
            listed.AddRange(page.Jobs.Select(job => job.Id));
            next = page.Next;
        }

        Assert.Equal(ids, listed.Where(ids.Contains));
        Assert.Equal(listed.Distinct().OrderDescending(StringComparer.Ordinal), listed);
        Assert.Equal((listed.Count + 1) / 2, pages);
        await Assert.ThrowsAsync<JobRefusedException>(() => reader.List("nonsense", 2));
    }
}
