using Microsoft.Playwright;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Tests.Page.Books;

[Collection(BooksUsers.Name)]
public class ShelfTests(PageHost host, BooksHost books)
{
    private static readonly object s_book = new
    {
        title = "海边书简",
        chapters = new[]
        {
            new { title = "第一封信", text = "港口的灯亮了。\n船还没有来。" },
            new { title = "第二封信", text = "他没有回信。" },
            new { title = "第三封信", text = "天终于晴了。" },
        },
    };

    [BrowserFact]
    public async Task Progress_Live_ShowsChaptersAsTheyAreFinished()
    {
        var gateway = await books.EmptyAsync();
        var job = await gateway.OrderAsync(s_book);
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        var book = visit.Page.Locator(".book");
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "waiting");
        await book.Locator(".book-title").ClickAsync();
        await Assertions.Expect(book.Locator(".chapter")).ToHaveCountAsync(3);
        await Assertions.Expect(book.Locator("[data-act=play]")).ToBeDisabledAsync();
        await job.FirstWatch.WaitAsync(TimeSpan.FromSeconds(30));

        job.RenderChapter();
        var (done, total) = (job.Status!.Chapters.Sum(chapter => chapter.CharactersDone), job.Status.Chapters.Sum(chapter => chapter.Characters));
        Assert.InRange(done, 1, total - 1);
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "running");
        await Assertions.Expect(book.Locator(".chapter").Nth(0)).ToHaveAttributeAsync("data-state", "done");
        await Assertions.Expect(book.Locator(".chapter").Nth(0).Locator(".file")).ToHaveCountAsync(3);
        await Assertions.Expect(book.Locator(".chapter").Nth(1).Locator(".round")).ToBeDisabledAsync();
        await Assertions.Expect(book.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuetext", $"{done * 100 / total}%");
        await Assertions.Expect(book.Locator(".book-figures")).ToContainTextAsync($"{done} / {total} 字");
        await Assertions.Expect(book.Locator(".book-figures")).ToContainTextAsync("约剩 5 秒");
        await Assertions.Expect(book.Locator(".delivery")).ToContainTextAsync("全部合成后可下载整本");

        job.RenderAll();
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "done");
        await Assertions.Expect(book.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuetext", "100%");
        await Assertions.Expect(book.Locator(".delivery .download")).ToHaveTextAsync(["整本音频", "SRT", "VTT"]);
        await Assertions.Expect(book.Locator("[data-act=hold]")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#announcer")).ToHaveTextAsync("《海边书简》合成完毕");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Job_HeldProceededAndCancelled_ByKeyboard()
    {
        var gateway = await books.EmptyAsync();
        var other = await gateway.OrderAsync(s_book);
        var job = await gateway.OrderAsync(new { title = "边城", text = "一。\n二。" });
        job.Set(job.Status! with { State = JobState.Running });
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        var book = visit.Page.Locator($".book[data-id='{job.Id}']");
        var hold = book.Locator("[data-act=hold]");
        await Assertions.Expect(hold).ToHaveTextAsync("暂停");
        await hold.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "paused");
        await Assertions.Expect(hold).ToHaveTextAsync("继续");
        Assert.Equal(JobState.Paused, job.Status!.State);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "running");

        // Cancelling asks first, and the safe answer has the focus.
        var remove = book.Locator("[data-act=remove]");
        await remove.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(book.GetByRole(AriaRole.Alertdialog, new() { Name = "取消《边城》？已合成的声音也会一并删除。" })).ToBeVisibleAsync();
        await Assertions.Expect(book.Locator("[data-act=keep]")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(remove).ToBeFocusedAsync();
        await Assertions.Expect(book.GetByRole(AriaRole.Alertdialog)).ToBeHiddenAsync();
        Assert.NotNull(job.Order);

        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(book).ToHaveCountAsync(0);
        Assert.Null(job.Order);
        Assert.NotNull(other.Order);
        await Assertions.Expect(visit.Page.Locator($".book[data-id='{other.Id}'] .book-title")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator("#announcer")).ToHaveTextAsync("《边城》已删除");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Sentences_ThatFailed_AreShownAndTriedAgain()
    {
        var gateway = await books.EmptyAsync();
        var job = await gateway.OrderAsync(s_book);
        job.RenderChapter();
        job.Set(job.Status! with { State = JobState.Failed, Finished = DateTimeOffset.UtcNow, Errors = [new(1, 0, "他没有回信。", "No silo has the voice.")] });
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        var book = visit.Page.Locator(".book");
        await Assertions.Expect(book.Locator(".state")).ToHaveTextAsync("有句子失败");
        await book.Locator(".book-title").ClickAsync();
        await Assertions.Expect(book.Locator(".errors")).ToContainTextAsync("1 句没有合成");
        await Assertions.Expect(book.Locator(".errors li")).ToContainTextAsync("第 2 章他没有回信。No silo has the voice.");

        await book.Locator("[data-act=hold]").ClickAsync();
        await Assertions.Expect(book).ToHaveAttributeAsync("data-state", "running");

        // The service's word is shown in the place it is about: another has finished the job meanwhile.
        await visit.Page.RouteAsync("**/pause", route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/problem+json",
            Body = """{"title":"The job's state does not allow it","detail":"The job is done; it cannot be paused.","status":409}""",
        }));
        await book.Locator("[data-act=hold]").ClickAsync();
        await Assertions.Expect(book.GetByRole(AriaRole.Alert)).ToContainTextAsync("The job is done; it cannot be paused.");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Shelf_OfMany_ComesInPages()
    {
        var gateway = await books.EmptyAsync();
        for (var i = 1; i <= 23; i++)
        {
            (await gateway.OrderAsync(new { title = $"第 {i} 本", text = "好。" })).RenderAll();
        }

        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        await Assertions.Expect(visit.Page.Locator(".book")).ToHaveCountAsync(20);
        await visit.Page.ClickAsync("#shelf-more");
        await Assertions.Expect(visit.Page.Locator(".book")).ToHaveCountAsync(23);
        await Assertions.Expect(visit.Page.Locator("#shelf-more")).ToBeHiddenAsync();
        var title = visit.Page.Locator(".book-title").Nth(20);
        await Assertions.Expect(title).ToBeFocusedAsync();
        var titles = await visit.Page.Locator(".book-title").AllTextContentsAsync();
        Assert.Equal(23, titles.Distinct().Count());
        Assert.Empty(visit.Faults);
    }
}
