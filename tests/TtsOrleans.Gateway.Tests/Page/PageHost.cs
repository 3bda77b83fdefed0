using Microsoft.Playwright;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>The gateway with the real voice and one browser for all tests of the page; each visit has a profile of its own.</summary>
public sealed class PageHost : IAsyncLifetime
{
    public const string Name = "page";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The gateway, which asks for no key.</summary>
    public GatewayHost Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return; // every test of the collection is skipped
        }

        Assertions.SetDefaultExpectTimeout(30_000); // how long a busy machine may take; what is expected is seen at once when it comes
        Gateway = await GatewayHost.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Chromium.Arguments, Headless = true });
    }

    /// <summary>Opens a view of the page for a visitor with this browser; on <paramref name="gateway"/> instead of the common one where given.</summary>
    public async Task<Visit> VisitAsync(BrowserNewContextOptions? options = null, GatewayHost? gateway = null, string view = "")
    {
        var visit = await ArriveAsync(options, gateway);
        await visit.OpenAsync(view);
        return visit;
    }

    /// <summary>A visitor who has not opened the page yet.</summary>
    public async Task<Visit> ArriveAsync(BrowserNewContextOptions? options = null, GatewayHost? gateway = null)
    {
        var context = await _browser!.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        return new(context, await context.NewPageAsync(), (gateway ?? Gateway).Address);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (Gateway is not null)
        {
            await Gateway.DisposeAsync();
        }
    }
}

/// <summary>Binds the host to the page's tests.</summary>
[CollectionDefinition(PageHost.Name)]
public sealed class PageHostUsers : ICollectionFixture<PageHost>;
