using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page;

[Collection(PageHost.Name)]
public class ErrorTests(PageHost host)
{
    private const string Key = "open-sesame-0123456789abcdef";

    [BrowserFact]
    public async Task Speak_NothingToRead_ShowsWhatTheServiceSaysAndRecovers()
    {
        await using var visit = await host.VisitAsync();
        await visit.Page.FillAsync("#text", "。。。！？");
        await visit.Page.ClickAsync("#speak");
        var notice = visit.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(notice).ToContainTextAsync("这段没法说");
        await Assertions.Expect(notice).ToContainTextAsync("nothing to read aloud");
        await Assertions.Expect(visit.Page.Locator("#stage")).ToHaveAttributeAsync("data-state", "empty");
        await Assertions.Expect(visit.Page.Locator("#speak-label")).ToHaveTextAsync("开口说");

        await visit.SpeakAsync("现在可以了。");
        await Assertions.Expect(notice).ToBeHiddenAsync();
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Speak_TooLong_IsRefusedBeforeAnythingIsSent()
    {
        await using var visit = await host.VisitAsync();
        await visit.Page.FillAsync("#text", string.Concat(Enumerable.Repeat("𠮷", 20_003)));
        await Assertions.Expect(visit.Page.Locator("#counter")).ToContainTextAsync("超出 3 字");
        await visit.Page.ClickAsync("#speak");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("超出上限 3 字");
        Assert.Empty(visit.Asked);
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Speak_ServiceBusy_CountsDownAndTriesAgain()
    {
        await using var visit = await host.VisitAsync();
        var refusals = 0;
        await visit.Page.RouteAsync("**/api/tts", route => refusals++ > 0 ? route.ContinueAsync() : route.FulfillAsync(new()
        {
            Status = 429,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "2", ["Content-Type"] = "application/problem+json" },
            Body = """{"title":"Too many requests","detail":"This key speaks too much.","status":429}""",
        }));
        await visit.Page.FillAsync("#text", "请稍等。");
        await visit.Page.ClickAsync("#speak");
        var retry = visit.Page.Locator("#notice-retry");
        await Assertions.Expect(retry).ToContainTextAsync("秒后可重试");
        await Assertions.Expect(retry).ToBeDisabledAsync();
        await retry.ClickAsync(); // waits until the countdown lets it
        await visit.ReachedAsync("whole");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Speak_ConnectionRefused_SaysThatTheServiceCannotBeReached()
    {
        await using var visit = await host.VisitAsync();
        await visit.Page.RouteAsync("**/api/tts", route => route.AbortAsync("connectionrefused"));
        await visit.Page.ClickAsync("#speak");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("连不上服务");
        await Assertions.Expect(visit.Page.Locator("#notice-retry")).ToBeEnabledAsync();
    }

    [BrowserFact]
    public async Task Speak_StreamBreaksOff_SaysSoAndKeepsWhatCame()
    {
        await using var visit = await host.VisitAsync();
        await visit.Page.RouteAsync("**/api/tts", async route =>
        {
            var whole = await (await route.FetchAsync()).TextAsync();
            await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = whole[..whole.LastIndexOf("event: ", StringComparison.Ordinal)] });
        });
        await visit.Page.FillAsync("#text", "这句话没有说完。");
        await visit.Page.ClickAsync("#speak");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("声音在中途断开了");
        await visit.ReachedAsync("partial");
        await Assertions.Expect(visit.Page.Locator("#progress")).ToHaveTextAsync("未合成完，只保留已收到的部分");
        await visit.UntilAsync("document.querySelector('#audio').duration > 0.5");
        await Assertions.Expect(visit.Page.Locator("#takes")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("[data-format=mp3]")).ToBeDisabledAsync();
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Key_WhereOneIsAsked_IsKeptInTheTabAndSent()
    {
        await using var gateway = await GatewayHost.StartAsync(services => services.Configure<ApiOptions>(api => api.Keys = [Key]));
        await using var visit = await host.ArriveAsync(gateway: gateway);
        await visit.GoAsync();
        var field = visit.Page.GetByLabel("API 密钥");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.FillAsync("wrong");
        await field.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#key-hint")).ToContainTextAsync("没有被接受");
        await field.FillAsync(Key);
        await field.PressAsync("Enter");
        await Assertions.Expect(field).ToBeHiddenAsync();
        await visit.SpeakAsync("芝麻开门。");
        Assert.Empty(visit.Faults);
    }
}
