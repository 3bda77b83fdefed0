using Microsoft.Playwright;
using TtsOrleans.Gateway.Tests.Page;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Dashboard;

[Collection(PageHost.Name)]
public sealed class DashboardPageTests(PageHost host)
{
    private const string Key = "a-key-to-look-0123456789";

    [BrowserFact]
    public async Task A_browser_gets_from_the_key_form_to_the_living_dashboard()
    {
        await using var gateway = await GatewayHost.StartAsync(("Dashboard:Enabled", "true"), ("Api:Keys:0", Key));
        await using var visit = await host.ArriveAsync(gateway: gateway);
        await visit.Page.GotoAsync(new Uri(gateway.Address, "/dashboard/").AbsoluteUri);
        await visit.Page.GetByLabel("API key").FillAsync(Key);
        await visit.Page.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(visit.Page.GetByText("Active Silos").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Empty(visit.Faults);
    }
}
