using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

[Collection(PageHost.Name)]
public class AccessTests(PageHost host)
{
    [BrowserFact]
    public async Task Keyboard_Alone_WritesChoosesSpeaksAndStops()
    {
        await using var visit = await host.VisitAsync();
        var keys = visit.Page.Keyboard;
        await visit.Page.Locator("#text").FocusAsync();
        await keys.PressAsync("Control+A");
        await keys.InsertTextAsync(string.Concat(Enumerable.Repeat("今天的天气真不错，我们出去走走。", 40)));
        while (!await visit.Page.EvaluateAsync<bool>("document.activeElement.name === 'emotion'"))
        {
            await keys.PressAsync("Tab");
        }

        await keys.PressAsync("ArrowRight");
        await Assertions.Expect(visit.Page.Locator("#emotions input[value=happy]")).ToBeCheckedAsync();
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-emotion", "happy");
        await keys.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Slider, new() { Name = "强度" })).ToBeFocusedAsync();
        await keys.PressAsync("ArrowRight");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Slider, new() { Name = "强度" })).ToHaveAttributeAsync("aria-valuetext", "105%");

        await keys.PressAsync("Control+Enter");
        await Assertions.Expect(visit.Page.Locator("#speak-label")).ToHaveTextAsync("停下");
        await visit.UntilAsync("heard.samples > 0");
        await keys.PressAsync("Escape");
        await Assertions.Expect(visit.Page.Locator("#speak-label")).ToHaveTextAsync("开口说");
        await Assertions.Expect(visit.Page.Locator("#toggle")).ToHaveAttributeAsync("aria-label", "播放");
        Assert.Contains("\"intensity\":1.05", visit.Asked[0], StringComparison.Ordinal);

        var waveform = visit.Page.GetByRole(AriaRole.Slider, new() { Name = "播放位置" });
        await waveform.FocusAsync();
        await keys.PressAsync("End");
        var end = await waveform.GetAttributeAsync("aria-valuemax");
        await Assertions.Expect(waveform).ToHaveAttributeAsync("aria-valuenow", end!);
        await keys.PressAsync("Home");
        await Assertions.Expect(waveform).ToHaveAttributeAsync("aria-valuenow", "0");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Controls_WithTakesOnThePage_AllHaveNames()
    {
        await using var visit = await host.VisitAsync();
        await visit.SpeakAsync("都有名字。");
        await visit.Page.ClickAsync("#take-list [data-act=A]");
        Assert.Empty(await visit.NamelessAsync());
        await visit.Page.ClickAsync("#language");
        Assert.Empty(await visit.NamelessAsync());
    }

    [BrowserFact]
    public async Task Language_English_IsShownEverywhereAndRemembered()
    {
        await using var visit = await host.VisitAsync();
        await visit.SpeakAsync("你好。");
        await visit.Page.ClickAsync("#language");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Give the words a feeling");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(visit.Page.Locator("#emotions")).ToContainTextAsync("Surprise");

        Assert.Empty(await visit.ChineseAsync());

        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("#speak-label")).ToHaveTextAsync("Speak");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Phone_Of360Pixels_NeverScrollsSideways()
    {
        await using var visit = await host.VisitAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        Assert.Equal(0, await visit.OverflowAsync());
        await visit.SpeakAsync("小小的屏幕，也能说很长很长的话。Supercalifragilisticexpialidocious.");
        await visit.Page.ClickAsync("#take-list [data-act=A]");
        Assert.Equal(0, await visit.OverflowAsync());
        await visit.Page.ClickAsync("#language");
        await visit.Page.ClickAsync(".curl summary");
        Assert.Equal(0, await visit.OverflowAsync());
        await Assertions.Expect(visit.Page.Locator("#stage")).ToBeVisibleAsync();
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Appearance_FollowsTheSystemUntilItIsChosen()
    {
        const string Lightness = "(() => { const c = document.createElement('canvas').getContext('2d'); c.fillStyle = getComputedStyle(document.documentElement).backgroundColor; c.fillRect(0, 0, 1, 1); return c.getImageData(0, 0, 1, 1).data[1] > 128 ? 'light' : 'dark'; })()";
        await using var visit = await host.VisitAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
        await visit.UntilAsync($"{Lightness} === 'dark'");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "外观：跟随系统" }).ClickAsync();
        await visit.UntilAsync($"{Lightness} === 'light'");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "外观：浅色" })).ToBeVisibleAsync();
        await visit.UntilAsync($"{Lightness} === 'light'");
        Assert.Empty(visit.Faults);
    }
}
