using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Jobs.Ordering;

/// <summary>What an order may be, and what it comes to.</summary>
[Collection(SharedJobs.Name)]
public sealed class OrderingTests(SharedJobs shared)
{
    private readonly JobGateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{}", "missing or blank")]
    [InlineData("""{"text":"  "}""", "nothing to read aloud")]
    [InlineData("""{"text":"……\n* * *"}""", "nothing to read aloud")]
    [InlineData("""{"chapters":[{"text":""}]}""", "nothing to read aloud")]
    [InlineData("""{"text":"好","chapters":[{"text":"好"}]}""", "not both")]
    [InlineData("""{"chapters":{}}""", "'chapters' must be an array; it is an object")]
    [InlineData("""{"chapters":["好"]}""", "'chapters[0]' must be an object; it is a string")]
    [InlineData("""{"chapters":[{"paragraphs":[{"text":5}]}]}""", "chapters[0].paragraphs[0]: 'text' must be a string")]
    [InlineData("""{"paragraphs":[{"text":"好","voice":"lanshan"}]}""", "paragraphs[0]: 'voice', 'volume' and 'format'")]
    [InlineData("""{"paragraphs":[{"text":"好","emotion":"bored"}]}""", "neutral (平静), happy (高兴)")]
    [InlineData("""{"text":"好","speed":9}""", "'speed' must be from 0.5 to 2")]
    [InlineData("""{"text":"好","format":"ogg"}""", "There is no format 'ogg'")]
    [InlineData("""{"text":"\ud800"}""", "half of a surrogate pair")]
    [InlineData("""{"text":"好","title":7}""", "'title' must be a string")]
    public async Task A_wrong_order_is_told_what_is_wrong(string body, string words)
    {
        using var response = await _gateway.Client.PostAsync("/api/jobs", new StringContent(body, Encoding.UTF8, "application/json"));

        await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest, words);
    }

    [Fact]
    public async Task Bodies_OfOtherKinds_AreNamed()
    {
        using var plain = await _gateway.Client.PostAsync("/api/jobs", new StringContent("你好", Encoding.UTF8, "text/plain"));
        await Problems.AssertProblemAsync(plain, HttpStatusCode.UnsupportedMediaType, "is not read here");
        using var book = await _gateway.SendFileAsync("书.epub", [1, 2, 3]);
        await Problems.AssertProblemAsync(book, HttpStatusCode.UnsupportedMediaType, "A '.epub' file is not read here");
        using var picture = await _gateway.SendFileAsync("书.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0xD]);
        await Problems.AssertProblemAsync(picture, HttpStatusCode.UnsupportedMediaType, "not read as text");
        using var nothing = await _gateway.SendFileAsync("书.txt", []);
        await Problems.AssertProblemAsync(nothing, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Limits_AreKept()
    {
        await using var gateway = await JobGateway.StartAsync(("Jobs:MaxCharacters", "10"), ("Jobs:MaxUploadMegabytes", "1"), ("Jobs:MaxUnfinished", "2"));

        using var text = await gateway.Client.PostAsJsonAsync("/api/jobs", new { text = "一二三四五六七八九十百" });
        await Problems.AssertProblemAsync(text, HttpStatusCode.BadRequest, "The text has 11 characters; at most 10");
        using var file = await gateway.SendFileAsync("书.txt", new byte[2 * 1024 * 1024]);
        await Problems.AssertProblemAsync(file, HttpStatusCode.RequestEntityTooLarge);
        using var json = await gateway.Client.PostAsJsonAsync("/api/jobs", new { text = new string('a', 2 * 1024 * 1024) });
        await Problems.AssertProblemAsync(json, HttpStatusCode.RequestEntityTooLarge);

        await gateway.OrderAsync(new { text = "一。" });
        await gateway.OrderAsync(new { text = "二。" });
        using var third = await gateway.Client.PostAsJsonAsync("/api/jobs", new { text = "三。" });
        await Problems.AssertProblemAsync(third, HttpStatusCode.TooManyRequests, "There are 2 unfinished jobs");
        Assert.True(third.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(2, gateway.Jobs.All.Count());
    }

    [Fact]
    public async Task IdempotencyKey_FindsTheSameJob()
    {
        var key = Guid.NewGuid().ToString();
        using var first = await SendAsync(key, "一。");
        using var again = await SendAsync(key, "一。");
        using var other = await SendAsync(key, "二。");
        using var another = await SendAsync(key + "x", "一。");

        var id = await IdAsync(first);
        Assert.Equal(id, await IdAsync(again));
        Assert.NotEqual(id, await IdAsync(another));
        await Problems.AssertProblemAsync(other, HttpStatusCode.UnprocessableEntity, $"as job {id}");
        using var tooLong = await SendAsync(new string('k', 201), "一。");
        await Problems.AssertProblemAsync(tooLong, HttpStatusCode.BadRequest, "1 to 200 characters");
    }

    [Fact]
    public async Task Submit_ThatIsNotAnswered_IsTriedAgainUnderTheSameId()
    {
        _gateway.Jobs.Faults.Enqueue(new Orleans.Runtime.SiloUnavailableException("gone"));

        var job = await _gateway.OrderAsync(new { text = "一。" });

        Assert.Equal(1, job.Submitted);
    }

    [Fact]
    public async Task Upload_GbFileWithTags_IsCutAndStyled()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("序\n　　【高兴】春天来了。\n　　[注] 这不是标签。\n第一章 雪\n雪。\n");

        var job = await _gateway.UploadAsync("雪.txt", gb, ("speed", "1.5"), ("title", "雪国"));

        Assert.Equal("雪国", job.Order!.Title);
        Assert.Equal(["序", "第一章 雪"], job.Order.Chapters.Select(chapter => chapter.Title));
        Assert.Equal([("序\n", 0), ("春天来了。\n", 1), ("　　[注] 这不是标签。\n", 0)], job.Order.Chapters[0].Paragraphs.Select(paragraph => (paragraph.Text, paragraph.Style.Emotion)));
        Assert.All(job.Order.Chapters.SelectMany(chapter => chapter.Paragraphs), paragraph => Assert.Equal(1.5f, paragraph.Style.Rate));
    }

    [Fact]
    public async Task Upload_Markdown_IsReadWithoutItsMarks()
    {
        var job = await _gateway.UploadAsync("笔记.md", Encoding.UTF8.GetBytes("# 一\n\n【悲伤】**雨**还在下。\n\n## 二\n\n[链接](http://example.org)。\n"));

        Assert.Equal(["一", "二"], job.Order!.Chapters.Select(chapter => chapter.Title));
        Assert.Equal(("雨还在下。\n", 3), (job.Order.Chapters[0].Paragraphs[1].Text, job.Order.Chapters[0].Paragraphs[1].Style.Emotion));
        Assert.Equal("二\n链接。\n", Assert.Single(job.Order.Chapters[1].Paragraphs).Text);
    }

    [Fact]
    public async Task Text_WithoutTitle_IsCalledByItsFirstLine()
    {
        var job = await _gateway.OrderAsync(new { text = "\n  空山新雨后。\n天气晚来秋。" });

        Assert.Equal("空山新雨后。", job.Order!.Title);
        Assert.Equal("空山新雨后。", Assert.Single(job.Order.Chapters).Title);
    }

    private async Task<HttpResponseMessage> SendAsync(string key, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/jobs") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", key);
        return await _gateway.Client.SendAsync(request);
    }

    private static async Task<string?> IdAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
    }
}
