using System.Text;
using Microsoft.Playwright;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page.Books;

/// <summary>A small book, from the file to what is heard and saved, with the real voice and the real jobs.</summary>
[Collection(PageHost.Name)]
public sealed class WholeWayTests(PageHost host) : IAsyncLifetime
{
    private const string Text = "第一章 早晨\n\n天亮了。[高兴]是这里的字。\n[高兴]我们出发吧！\n\n第二章 傍晚\n\n太阳落山了。\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tts-books-").FullName;

    [BrowserFact]
    public async Task Book_FromTheFileToItsSoundAndSubtitles()
    {
        await using var gateway = await GatewayHost.StartAsync(("Storage:Enabled", "true"), ("Storage:Path", _folder));
        await using var visit = await host.VisitAsync(gateway: gateway, view: "#/books");
        await visit.Page.SetInputFilesAsync("#order-file", new FilePayload { Name = "一天.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Text) });
        await visit.Page.SelectOptionAsync("#order-format", "mp3");
        await visit.Page.ClickAsync("#order-send");
        var book = visit.Page.Locator(".book");
        await Assertions.Expect(book.Locator(".chapter-title")).ToHaveTextAsync(["第一章 早晨", "第二章 傍晚"]);
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "done", new() { Timeout = 60_000 });
        await Assertions.Expect(book.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuetext", "100%");

        await visit.Page.EvaluateAsync(BookEar.Script);
        await book.Locator(".chapter").First.Locator(".round").ClickAsync();
        await visit.UntilAsync("bookHeard('/chapters/1/') > 0.02");

        var mp3 = await SaveAsync(visit, book.Locator(".delivery .download").First);
        Assert.EndsWith(".mp3", mp3.Name, StringComparison.Ordinal);
        Assert.Contains("一天", mp3.Name, StringComparison.Ordinal);
        Assert.True(mp3.Bytes.AsSpan().StartsWith("ID3"u8) || (mp3.Bytes[0] == 0xFF && (mp3.Bytes[1] & 0xE0) == 0xE0), "neither a tag nor a frame at its beginning");
        await book.Locator(".delivery select").SelectOptionAsync("wav");
        var wav = Wav.Parse((await SaveAsync(visit, book.Locator(".chapter").Nth(1).Locator(".file").First)).Bytes);
        Assert.True(wav.Sounds);
        var srt = await SaveAsync(visit, book.GetByRole(AriaRole.Link, new() { Name = "下载整本字幕 SRT" }));
        var subtitles = Encoding.UTF8.GetString(srt.Bytes);
        Assert.Contains("我们出发吧！", subtitles, StringComparison.Ordinal);
        Assert.Contains("太阳落山了。", subtitles, StringComparison.Ordinal);
        Assert.Contains(" --> ", subtitles, StringComparison.Ordinal);
        Assert.Empty(visit.Faults);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private static async Task<(string Name, byte[] Bytes)> SaveAsync(Visit visit, ILocator link)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }
}
