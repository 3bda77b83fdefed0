using System.Text;
using Microsoft.Playwright;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page.Books;

[Collection(BooksUsers.Name)]
public class PlayingTests(PageHost host, BooksHost books)
{
    private const string Key = "open-sesame-0123456789abcdef";

    private static readonly object s_book = new
    {
        title = "三章",
        format = "wav",
        chapters = new[]
        {
            new { title = "上", text = "一。" },
            new { title = "中", text = "二。" },
            new { title = "下", text = "三。" },
        },
    };

    [BrowserFact]
    public async Task Chapters_FollowOneAnother_AndWaitForWhatIsNotThere()
    {
        var gateway = await books.EmptyAsync();
        var job = await gateway.OrderAsync(s_book);
        job.SamplesPerChapter = 24_000 * 3;
        job.RenderChapter();
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        await visit.Page.EvaluateAsync(BookEar.Script);
        var dock = visit.Page.Locator("#dock");
        var toggle = visit.Page.Locator(".book [data-act=play]");
        await toggle.ClickAsync();
        await Assertions.Expect(dock).ToBeVisibleAsync();
        await Assertions.Expect(dock.Locator("#dock-chapter")).ToHaveTextAsync("上");
        await Assertions.Expect(toggle).ToHaveAttributeAsync("aria-label", "暂停播放《三章》");
        await visit.UntilAsync("bookHeard('/chapters/1/') > 0.02");

        // The second chapter is not there yet: it is waited for, in every view, and then follows by itself.
        await visit.Page.ClickAsync("#views a[href='#/cluster']");
        await Assertions.Expect(visit.Page.Locator("#dock-note")).ToContainTextAsync("这一章还在合成");
        await Assertions.Expect(dock.Locator("#dock-chapter")).ToHaveTextAsync("中");
        job.RenderChapter();
        await visit.UntilAsync("bookHeard('/chapters/2/') > 0.02");
        await Assertions.Expect(visit.Page.Locator("#dock-note")).ToBeHiddenAsync();

        await visit.Page.ClickAsync("#dock-toggle");
        await visit.UntilAsync("document.querySelector('#book-audio').paused");
        await visit.Page.ClickAsync("#dock-previous");
        await Assertions.Expect(dock.Locator("#dock-chapter")).ToHaveTextAsync("上");
        await Assertions.Expect(visit.Page.Locator("#dock-previous")).ToBeDisabledAsync();
        await visit.UntilAsync("!document.querySelector('#book-audio').paused && document.querySelector('#book-audio').duration > 2.9");
        await visit.Page.Locator("#dock-seek").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(visit.Page.Locator("#dock-clock")).ToContainTextAsync("/ 0:03");
        await visit.Page.ClickAsync("#dock-close");
        await Assertions.Expect(dock).ToBeHiddenAsync();
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Key_IsAskedFor_AndSentWithEverything()
    {
        await using var gateway = await JobGateway.StartAsync(("Api:Keys:0", Key));
        await using var visit = await host.ArriveAsync(gateway: gateway.Host);
        await visit.GoAsync("#/books");
        await visit.Page.FillAsync("#key-input", Key);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#key")).ToBeHiddenAsync();
        await visit.Page.SetInputFilesAsync("#order-file", new FilePayload { Name = "钥匙.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("开门。") });
        await visit.Page.SelectOptionAsync("#order-format", "wav");
        await visit.Page.ClickAsync("#order-send");
        var book = visit.Page.Locator(".book");
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "waiting");
        var job = Assert.Single(gateway.Jobs.All);
        job.SamplesPerChapter = 24_000 * 3;
        job.RenderAll();
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "done"); // heard through the stream

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => book.Locator(".delivery .download").First.ClickAsync());
        Assert.Equal("钥匙.wav", download.SuggestedFilename);
        var wav = Wav.Parse(await File.ReadAllBytesAsync(await download.PathAsync()));
        Assert.Equal(24_000 * 3 * 2, wav.Pcm.Length);
        await visit.Page.EvaluateAsync(BookEar.Script);
        await book.Locator("[data-act=play]").ClickAsync();
        await visit.UntilAsync("bookHeard('blob:') > 0.02");
        Assert.Empty(visit.Faults);
    }
}
