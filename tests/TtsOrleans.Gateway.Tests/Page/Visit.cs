using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>One visitor in a fresh browser profile, with everything noted that a page should not do.</summary>
public sealed class Visit(IBrowserContext context, IPage page, Uri gateway) : IAsyncDisposable
{
    /// <summary>Errors in the console, thrown errors, and requests to other hosts.</summary>
    public List<string> Faults { get; } = [];

    public IPage Page => page;

    /// <summary>Opens the page and waits until it can speak.</summary>
    public async Task OpenAsync()
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal))
            {
                Faults.Add($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => Faults.Add($"thrown: {error}");
        page.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is not ("blob" or "data") && url.Authority != gateway.Authority)
            {
                Faults.Add($"request: {request.Url}");
            }
        };
        await page.AddInitScriptAsync(Ear.Script);
        await page.GotoAsync(gateway.AbsoluteUri);
        await Assertions.Expect(page.Locator("#speak")).ToBeEnabledAsync();
    }

    /// <summary>Chooses an emotion by its name.</summary>
    public Task ChooseAsync(string emotion) => page.Locator($"#emotions input[value={emotion}]").CheckAsync(new() { Force = true });

    /// <summary>Speaks <paramref name="text"/> and waits until the whole of it has come.</summary>
    public async Task SpeakAsync(string text)
    {
        await page.FillAsync("#text", text);
        await page.PressAsync("#text", "Control+Enter");
        await ReachedAsync("whole");
    }

    /// <summary>Waits until the take on the stage is in this state.</summary>
    public Task ReachedAsync(string state) => Assertions.Expect(page.Locator("#stage")).ToHaveAttributeAsync("data-state", state, new() { Timeout = 60_000 });

    /// <summary>How far the page is wider than its window, in CSS pixels.</summary>
    public Task<int> OverflowAsync() => page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
