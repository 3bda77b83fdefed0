using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

[Collection(PageHost.Name)]
public class ViewsTests(PageHost host)
{
    [BrowserFact]
    public async Task Views_HaveAddressesTitlesAndFocus()
    {
        await using var visit = await host.VisitAsync();
        var page = visit.Page;
        await Assertions.Expect(page).ToHaveTitleAsync("TtsOrleans · 让文字带着情绪开口");
        await Assertions.Expect(page.Locator("h1")).Not.ToBeFocusedAsync(); // who has just come begins at the beginning
        var links = page.GetByRole(AriaRole.Navigation, new() { Name = "页面" }).GetByRole(AriaRole.Link);
        await Assertions.Expect(links).ToHaveTextAsync(["朗读", "有声书", "集群"]);

        await links.Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#/books$"));
        await Assertions.Expect(page).ToHaveTitleAsync("有声书 · TtsOrleans");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("把整本书读出来");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#desk")).ToBeHiddenAsync();
        await Assertions.Expect(links.Nth(1)).ToHaveAttributeAsync("aria-current", "page");
        Assert.Null(await links.Nth(0).GetAttributeAsync("aria-current"));

        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#desk")).ToBeVisibleAsync();
        await page.GoForwardAsync();
        await page.ClickAsync("#language");
        await Assertions.Expect(page).ToHaveTitleAsync("Books · TtsOrleans");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#books")).ToBeVisibleAsync();
        await page.EvaluateAsync("location.hash = '#/nowhere'");
        await Assertions.Expect(page.Locator("#desk")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Shortcuts_OfSpeech_RestInTheOtherViews()
    {
        await using var visit = await host.VisitAsync(view: "#/cluster");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await visit.Page.ClickAsync("#views a[href='#/speak']");
        await Assertions.Expect(visit.Page.Locator("#stage")).ToHaveAttributeAsync("data-state", "empty");
        Assert.Empty(visit.Asked);
        await visit.SpeakAsync("你好。");
        Assert.Single(visit.Asked);
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Skip_LeadsToTheContentOfTheView()
    {
        await using var visit = await host.VisitAsync(view: "#/cluster");
        await visit.Page.FocusAsync("#skip");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("h1")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator("#cluster")).ToBeVisibleAsync();
        await visit.Page.ClickAsync("#views a[href='#/speak']");
        await visit.Page.FocusAsync("#skip");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#text")).ToBeFocusedAsync();
        Assert.Empty(visit.Faults);
    }
}
