using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>One visitor in a fresh browser profile, with everything noted that a page should not do.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const string Nameless = """
        () => [...document.querySelectorAll("button, input, select, textarea, a, [role=slider], [role=radiogroup], [role=region], [role=progressbar], [role=meter], section, form")]
          .filter((each) => each.checkVisibility() && !each.closest("[aria-hidden=true]"))
          .filter((each) => {
            const labelled = (each.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("");
            const labels = [...(each.labels ?? [])].map((label) => label.textContent).join("");
            const own = each.matches("button, a") ? each.textContent : "";
            return (each.getAttribute("aria-label") ?? "").trim() + labelled.trim() + labels.trim() + own.trim() === "";
          })
          .map((each) => each.outerHTML.slice(0, 120))
        """;

    private const string Chinese = """
        () => [...document.querySelectorAll("body *")]
          .filter((each) => each.checkVisibility() && !each.closest("[lang=zh-CN]") && each.children.length === 0)
          .map((each) => each.textContent)
          .filter((text) => /\p{Script=Han}/u.test(text))
        """;

    private readonly IBrowserContext _context;
    private readonly Uri _gateway;

    public Visit(IBrowserContext context, IPage page, Uri gateway)
    {
        _context = context;
        _gateway = gateway;
        Page = page;
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => Faults.Add($"thrown: {error}");
        page.Request += (_, request) => Note(request);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings in the console, errors thrown, requests to other hosts.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Bodies sent to <c>/api/tts</c>, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Goes to a view of the page, named by what stands behind # in the address, and waits until it can speak.</summary>
    public async Task OpenAsync(string view = "")
    {
        await GoAsync(view);
        await Assertions.Expect(Page.Locator("#speak")).ToBeEnabledAsync();
    }

    /// <summary>Goes to the page.</summary>
    public async Task GoAsync(string view = "")
    {
        await Page.AddInitScriptAsync(Ear.Script);
        await Page.GotoAsync(_gateway.AbsoluteUri + view);
    }

    /// <summary>Chooses an emotion by its name.</summary>
    public Task ChooseAsync(string emotion) => Page.Locator($"#emotions input[value={emotion}]").CheckAsync(new() { Force = true });

    /// <summary>Speaks <paramref name="text"/> and waits until the whole of it has come.</summary>
    public async Task SpeakAsync(string text)
    {
        var takes = await Page.Locator("#take-list li").CountAsync();
        await Page.FillAsync("#text", text);
        await Page.PressAsync("#text", "Control+Enter");
        await Assertions.Expect(Page.Locator("#take-list li")).ToHaveCountAsync(takes + 1, new() { Timeout = 60_000 });
    }

    /// <summary>Waits until the take on the stage is in this state.</summary>
    public Task ReachedAsync(string state) => Assertions.Expect(Page.Locator("#stage")).ToHaveAttributeAsync("data-state", state, new() { Timeout = 60_000 });

    /// <summary>Waits until a JavaScript expression is true, looking once a frame; the page's own policy forbids Playwright's way.</summary>
    public Task UntilAsync(string expression) => Page
        .EvaluateAsync($"async () => {{ while (!({expression})) await new Promise(requestAnimationFrame); }}")
        .WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>What of the page that can be used or is a region has no name for those who cannot see it.</summary>
    public Task<string[]> NamelessAsync() => Page.EvaluateAsync<string[]>(Nameless);

    /// <summary>Chinese words in the page that are not said to be Chinese.</summary>
    public Task<string[]> ChineseAsync() => Page.EvaluateAsync<string[]>(Chinese);

    /// <summary>CSS pixels by which the page is wider than its window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(IConsoleMessage message)
    {
        // The browser itself reports answers of 400 and above; tests that provoke one look at how the page shows it.
        var refusal = message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !refusal)
        {
            Faults.Add($"console: {message.Text}");
        }
    }

    private void Note(Microsoft.Playwright.IRequest request)
    {
        var url = new Uri(request.Url);
        if (url.Scheme is not ("blob" or "data") && url.Authority != _gateway.Authority)
        {
            Faults.Add($"request: {request.Url}");
        }

        if (url.AbsolutePath == "/api/tts" && request.PostData is { } body)
        {
            Asked.Add(body);
        }
    }
}
