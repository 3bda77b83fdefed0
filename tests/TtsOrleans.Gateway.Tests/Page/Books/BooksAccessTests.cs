using Microsoft.Playwright;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page.Books;

[Collection(BooksUsers.Name)]
public class BooksAccessTests(PageHost host, BooksHost books)
{
    [BrowserFact]
    public async Task Controls_AllHaveNames_InBothLanguages()
    {
        await using var visit = await host.VisitAsync(gateway: (await FullAsync()).Host, view: "#/books");
        await OpenAllAsync(visit);
        await visit.Page.Locator(".book [data-act=remove]").First.ClickAsync();
        Assert.Empty(await visit.NamelessAsync());
        await visit.Page.ClickAsync("#pick-paste");
        await visit.Page.ClickAsync("#language");
        await Assertions.Expect(visit.Page.Locator(".book .state").First).ToHaveTextAsync("in progress");
        Assert.Empty(await visit.NamelessAsync());
        Assert.Empty(await visit.ChineseAsync());
        await Assertions.Expect(visit.Page.Locator(".book .chapter").First).ToBeVisibleAsync(); // what was open stays open
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Phone_Of360Pixels_NeverScrollsSideways()
    {
        await using var visit = await host.VisitAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true }, (await FullAsync()).Host, "#/books");
        await OpenAllAsync(visit);
        Assert.Equal(0, await visit.OverflowAsync());
        await visit.Page.Locator(".book [data-act=play]:enabled").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#dock")).ToBeVisibleAsync();
        await visit.Page.ClickAsync("#pick-paste");
        await visit.Page.Locator(".book [data-act=remove]").First.ClickAsync();
        Assert.Equal(0, await visit.OverflowAsync());
        await visit.Page.ClickAsync("#language");
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(visit.Faults);
    }

    private static async Task OpenAllAsync(Visit visit)
    {
        await Assertions.Expect(visit.Page.Locator(".book")).ToHaveCountAsync(3);
        foreach (var title in await visit.Page.Locator(".book-title").AllAsync())
        {
            await title.ClickAsync();
        }

        await Assertions.Expect(visit.Page.Locator(".errors li")).ToHaveCountAsync(1);
    }

    /// <summary>A finished book, one with an error, one that is being rendered.</summary>
    private async Task<JobGateway> FullAsync()
    {
        var gateway = await books.EmptyAsync();
        var done = await gateway.OrderAsync(new { title = "一本名字长得放不进任何一行里去的书Supercalifragilisticexpialidocious", format = "wav", text = "好。" });
        done.SamplesPerChapter = 24_000 * 600;
        done.RenderAll();
        var failed = await gateway.OrderAsync(new { title = "坏了一句", text = "好。\n坏。" });
        failed.Set(failed.Status! with { State = JobState.Failed, Errors = [new(0, 2, "坏。", "Nosilohasthevoicethatthisverylongmessagewithoutspacesspeaksof.")] });
        var running = await gateway.OrderAsync(new { title = "正在合成", chapters = Enumerable.Range(1, 40).Select(number => new { title = $"第 {number} 章", text = "好。" }).ToArray() });
        running.RenderChapter();
        return gateway;
    }
}
