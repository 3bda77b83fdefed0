using System.Net;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Jobs.Delivery;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Jobs.Delivery;

/// <summary>One cue a sentence, at the times it is heard.</summary>
[Collection(SharedJobs.Name)]
public sealed class SubtitleTests(SharedJobs shared)
{
    private readonly JobGateway _gateway = shared.Gateway;

    [Fact]
    public async Task Whole_TimesRunOnOverChapters()
    {
        var job = await _gateway.OrderAsync(new { title = "书", text = "第一章\n空山。\n第二章\n明月。" });
        job.RenderAll();

        var srt = await _gateway.Client.GetStringAsync($"/api/jobs/{job.Id}/subtitles.srt");
        using var vtt = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/subtitles.vtt");

        Assert.Equal(
            """
            1
            00:00:00,000 --> 00:00:00,275
            第一章

            2
            00:00:00,300 --> 00:00:00,575
            空山。

            3
            00:00:00,600 --> 00:00:00,875
            第二章

            4
            00:00:00,900 --> 00:00:01,175
            明月。


            """.ReplaceLineEndings("\n"),
            srt);
        Assert.Equal("text/vtt", vtt.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("WEBVTT\n\n1\n00:00:00.000 --> 00:00:00.275\n", await vtt.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("书.vtt", vtt.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Chapter_BeginsAtZero_AndIsThereBeforeTheWhole()
    {
        var job = await _gateway.OrderAsync(new { text = "第一章\n空山。\n第二章\n明月。" });
        job.RenderChapter();

        var srt = await _gateway.Client.GetStringAsync($"/api/jobs/{job.Id}/chapters/1/subtitles.srt");
        Assert.StartsWith("1\n00:00:00,000 --> ", srt, StringComparison.Ordinal);
        using var whole = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/subtitles.srt");
        await Problems.AssertProblemAsync(whole, HttpStatusCode.Conflict, "The job is running");
    }

    [Theory]
    [InlineData(true, "a ＜b＞ & c --＞ d")]
    [InlineData(false, "a &lt;b&gt; &amp; c --&gt; d")]
    public void Marks_ThatPlayersObey_AreText(bool isSrt, string expected)
    {
        var cues = new CueWriter(isSrt, 24_000).Write([new RenderedSentence(0, "a\n<b> & c\r\n--> d\n", 24_000, 24_000)], 0);

        Assert.EndsWith($"\n{expected}\n\n", cues, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_OfManyHours_AreWritten()
    {
        var cues = new CueWriter(isSrt: true, 24_000).Write([new RenderedSentence(0, "完", 24_000, 12_000)], 24_000L * ((101 * 3600) + 59));

        Assert.Equal("1\n101:00:59,000 --> 101:00:59,500\n完\n\n", cues);
    }

    [Theory]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("a\r\nSet-Cookie: b", "a__Set-Cookie_ b")]
    [InlineData("", "audio")]
    [InlineData("...", "audio")]
    [InlineData("\"quoted\"", "_quoted_")]
    public void FileName_LeadsNowhereElse(string title, string expected)
    {
        var disposition = FileName.Disposition("01m8ad56nt4jym8gcdeenqknvx", title, null, ".mp3");

        Assert.Contains($"filename*=UTF-8''{Uri.EscapeDataString(expected)}.mp3", disposition, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', disposition);
    }

    [Theory]
    [InlineData("山居", 2, "第二章", "01m8ad56nt4jym8gcdeenqknvx-002.srt", "山居 002 第二章.srt")]
    [InlineData("Tales", 2, "第二章", "01m8ad56nt4jym8gcdeenqknvx-002.srt", "Tales 002 第二章.srt")]
    [InlineData("山居", null, "", "01m8ad56nt4jym8gcdeenqknvx.srt", "山居.srt")]
    [InlineData("Tales", 2, "Two", "\"Tales 002 Two.srt\"", "Tales 002 Two.srt")]
    public void FileName_ThatIsNotAscii_IsTheJobsIdForThoseWhoReadNothingElse(string title, int? number, string chapter, string plain, string expected)
    {
        var disposition = FileName.Disposition("01m8ad56nt4jym8gcdeenqknvx", title, number is { } one ? (one, chapter) : null, ".srt");

        Assert.Equal($"inline; filename={plain}; filename*=UTF-8''{Uri.EscapeDataString(expected)}", disposition);
    }
}
