using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Jobs;

/// <summary>Jobs over HTTP: ordered, listed, shown, held, deleted.</summary>
[Collection(SharedJobs.Name)]
public sealed class JobsEndpointTests(SharedJobs shared)
{
    private readonly JobGateway _gateway = shared.Gateway;

    [Fact]
    public async Task Order_Json_IsResolvedAgainstTheVoice()
    {
        var job = await _gateway.OrderAsync(new
        {
            title = "山居",
            chapters = new object[]
            {
                new { title = "第一章", text = "你好。\n[happy] 今天天气很好。\n【悲伤】可是他走了。" },
                new { title = "第二章", paragraphs = new object[] { new { text = "他说。", emotion = "angry", intensity = 1.2, speaker = "shan" }, new { text = "完。" } } },
            },
            speaker = "lan",
            speed = 1.25,
            volume = 0.5,
            format = "wav",
        });

        var order = job.Order!;
        Assert.Equal(("山居", "lanshan", "wav", 0.5f), (order.Title, order.Voice.Name, order.Format, order.Volume));
        Assert.Equal(["第一章", "第二章"], order.Chapters.Select(chapter => chapter.Title));
        Assert.Equal(["你好。\n", "今天天气很好。\n", "可是他走了。\n"], order.Chapters[0].Paragraphs.Select(paragraph => paragraph.Text));
        Assert.Equal([0, 1, 3], order.Chapters[0].Paragraphs.Select(paragraph => paragraph.Style.Emotion));
        var (first, second) = (order.Chapters[1].Paragraphs[0].Style, order.Chapters[1].Paragraphs[1].Style);
        Assert.Equal((1, 2, 1.2f, 1.25f), (first.Speaker, first.Emotion, first.Intensity, first.Rate));
        Assert.Equal((0, 0, 1f, 1.25f), (second.Speaker, second.Emotion, second.Intensity, second.Rate));
    }

    [Fact]
    public async Task Order_File_TakesItsTitleFromTheName()
    {
        var job = await _gateway.UploadAsync("C:\\书\\山居秋暝.txt", Encoding.UTF8.GetBytes("第一章 空山\r\n空山新雨后。\r\n第二章 明月\r\n明月松间照。"), ("emotion", "happy"), ("format", "wav"));

        Assert.Equal("山居秋暝", job.Order!.Title);
        Assert.Equal(["第一章 空山", "第二章 明月"], job.Order.Chapters.Select(chapter => chapter.Title));
        Assert.Equal("第一章 空山\n空山新雨后。\n", Assert.Single(job.Order.Chapters[0].Paragraphs).Text);
        Assert.Equal(1, job.Order.Chapters[0].Paragraphs[0].Style.Emotion);
    }

    [Fact]
    public async Task Show_TellsWhereTheJobStands()
    {
        var job = await _gateway.OrderAsync(new { title = "书", text = "第一章 甲\n一。\n第二章 乙\n二。", format = "wav" });
        var waiting = await _gateway.GetAsync($"/api/jobs/{job.Id}");
        job.RenderChapter();
        var running = await _gateway.GetAsync($"/api/jobs/{job.Id}");
        job.Set(job.Status! with { Errors = [new SentenceError(1, 6, "二。", "坏了")] });
        job.RenderAll();
        var done = await _gateway.GetAsync($"/api/jobs/{job.Id}");

        Assert.Equal("waiting", waiting.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("sentences").GetProperty("total").ValueKind);
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("etaSeconds").ValueKind);
        Assert.Equal("running", running.GetProperty("state").GetString());
        Assert.Equal((9, 18), (running.GetProperty("characters").GetProperty("done").GetInt32(), running.GetProperty("characters").GetProperty("total").GetInt32()));
        Assert.Equal(2, running.GetProperty("etaSeconds").GetInt32());
        var chapters = running.GetProperty("chapters");
        Assert.Equal($"/api/jobs/{job.Id}/chapters/1/audio", chapters[0].GetProperty("audio").GetString());
        Assert.Equal(JsonValueKind.Null, chapters[1].GetProperty("audio").ValueKind);
        Assert.Equal(JsonValueKind.Null, running.GetProperty("audio").ValueKind);
        Assert.Equal($"/api/jobs/{job.Id}/audio", done.GetProperty("audio").GetString());
        Assert.Equal($"/api/jobs/{job.Id}/subtitles.vtt", done.GetProperty("subtitles").GetProperty("vtt").GetString());
        Assert.Equal((2, 6, "二。"), (done.GetProperty("errors")[0].GetProperty("chapter").GetInt32(), done.GetProperty("errors")[0].GetProperty("start").GetInt32(), done.GetProperty("errors")[0].GetProperty("text").GetString()));
    }

    [Fact]
    public async Task List_PagesFromTheNewest()
    {
        var ids = new List<string>();
        for (var index = 0; index < 5; index++)
        {
            ids.Add((await _gateway.OrderAsync(new { text = "你好。" })).Id);
        }

        var seen = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await _gateway.GetAsync($"/api/jobs?limit=2&after={next}");
            seen.AddRange(page.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
            Assert.All(page.GetProperty("jobs").EnumerateArray(), job => Assert.False(job.TryGetProperty("errors", out _)));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(_gateway.Jobs.All.Select(job => job.Id).OrderDescending(StringComparer.Ordinal), seen);
        Assert.Equal(ids.Order(StringComparer.Ordinal), seen.Where(ids.Contains).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PauseAndResume_FollowTheState()
    {
        var job = await _gateway.OrderAsync(new { text = "你好。" });

        using var paused = await _gateway.Client.PostAsync($"/api/jobs/{job.Id}/pause", null);
        Assert.Equal("paused", (await paused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        using var resumed = await _gateway.Client.PostAsync($"/api/jobs/{job.Id}/resume", null);
        Assert.Equal("running", (await resumed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        job.RenderAll();
        using var late = await _gateway.Client.PostAsync($"/api/jobs/{job.Id}/pause", null);
        await Problems.AssertProblemAsync(late, HttpStatusCode.Conflict, "The job is done; it cannot be paused.");
        using var again = await _gateway.Client.PostAsync($"/api/jobs/{job.Id}/resume", null);
        await Problems.AssertProblemAsync(again, HttpStatusCode.Conflict, "cannot be resumed");
    }

    [Fact]
    public async Task Delete_LeavesNothing()
    {
        var job = await _gateway.OrderAsync(new { text = "你好。" });

        using var deleted = await _gateway.Client.DeleteAsync($"/api/jobs/{job.Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var again = await _gateway.Client.DeleteAsync($"/api/jobs/{job.Id}");
        await Problems.AssertProblemAsync(again, HttpStatusCode.NotFound);
        using var shown = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}");
        await Problems.AssertProblemAsync(shown, HttpStatusCode.NotFound, "There is no job");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("01234567890123456789012345x")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("..%2f..%2fetc")]
    public async Task An_id_that_is_none_is_not_found(string id)
    {
        using var response = await _gateway.Client.GetAsync($"/api/jobs/{id}");

        await Problems.AssertProblemAsync(response, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Calls_OutliveASiloThatDies()
    {
        var job = await _gateway.OrderAsync(new { text = "你好。" });
        _gateway.Jobs.Faults.Enqueue(new Orleans.Runtime.SiloUnavailableException("gone"));

        var shown = await _gateway.GetAsync($"/api/jobs/{job.Id}");

        Assert.Equal(job.Id, shown.GetProperty("id").GetString());
    }
}
