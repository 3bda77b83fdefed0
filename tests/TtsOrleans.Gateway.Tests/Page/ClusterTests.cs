using System.Text.Json;
using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

[Collection(PageHost.Name)]
public class ClusterTests(PageHost host)
{
    [BrowserFact]
    public async Task Silo_OfTheGateway_ShowsItsSlotsAndVoice()
    {
        await using var visit = await host.VisitAsync(view: "#/cluster");
        var silo = visit.Page.Locator(".silo");
        await Assertions.Expect(silo).ToHaveCountAsync(1);
        await Assertions.Expect(silo.Locator(".cells span")).ToHaveCountAsync(Math.Min(32, Environment.ProcessorCount));
        await Assertions.Expect(silo.GetByRole(AriaRole.Meter, new() { Name = "忙碌的槽位" })).ToHaveAttributeAsync("aria-valuemax", $"{Environment.ProcessorCount}");
        using var voices = JsonDocument.Parse(await host.Gateway.Client.GetStringAsync("/api/voices"));
        var hash = voices.RootElement.GetProperty("voices")[0].GetProperty("hash").GetString()!;
        await Assertions.Expect(silo.Locator(".silo-voices li")).ToHaveTextAsync($"lanshan{hash[..8]}");
        await Assertions.Expect(visit.Page.Locator("[data-name=nodes] dd").First).ToHaveTextAsync("1");
        Assert.Empty(await visit.NamelessAsync());
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Silos_ComeWorkDrainAndVanish()
    {
        var cluster = new FakeCluster(Enumerable.Range(1, 16).Select(number => new FakeSilo($"silo-{number:00}", Busy: number % 5)));
        await using var visit = await host.ArriveAsync();
        await cluster.ServeAsync(visit.Page);
        await visit.OpenAsync("#/cluster");
        var silos = visit.Page.Locator(".silo");
        await Assertions.Expect(silos).ToHaveCountAsync(16);
        await Assertions.Expect(silos.Locator("h3")).ToHaveTextAsync(Enumerable.Range(1, 16).Select(number => $"silo-{number:00}"));
        await Assertions.Expect(silos.Nth(2).Locator(".cells [data-busy]")).ToHaveCountAsync(3);
        await Assertions.Expect(silos.Nth(2)).ToContainTextAsync("3 / 4 忙");
        await Assertions.Expect(silos.Nth(2)).ToContainTextAsync("1 / 8");

        cluster.Change("silo-03", silo => silo with { Draining = true, Busy = 1 });
        await Assertions.Expect(silos.Nth(2)).ToHaveAttributeAsync("data-state", "draining");
        await Assertions.Expect(silos.Nth(2).Locator(".cells [data-busy]")).ToHaveCountAsync(1);
        cluster.Remove("silo-03");
        await Assertions.Expect(silos.Nth(2)).ToHaveAttributeAsync("data-state", "gone");
        await Assertions.Expect(silos.Nth(2).Locator(".silo-state")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d\d:\d\d:\d\d 起失联$"));
        await Assertions.Expect(visit.Page.Locator("[data-name=nodes]")).ToContainTextAsync("1 个已离开");
        await Assertions.Expect(silos).ToHaveCountAsync(16);

        cluster.Add(new("silo-03", Busy: 0, Started: DateTimeOffset.UtcNow));
        await Assertions.Expect(silos.Nth(2)).ToHaveAttributeAsync("data-state", "ready");
        await visit.Page.ClickAsync("#language");
        Assert.Empty(await visit.ChineseAsync());
        Assert.Empty(await visit.NamelessAsync());
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Gateway_ThatFallsSilent_IsSaidAndWhatWasHeardStays()
    {
        var cluster = new FakeCluster([new("silo-1", Busy: 2)]);
        await using var visit = await host.ArriveAsync();
        await cluster.ServeAsync(visit.Page);
        await visit.OpenAsync("#/cluster");
        await Assertions.Expect(visit.Page.Locator("#cluster")).ToHaveAttributeAsync("data-state", "live");
        cluster.Silent = true;
        await Assertions.Expect(visit.Page.Locator("#cluster-note")).ToContainTextAsync("连不上服务");
        await Assertions.Expect(visit.Page.Locator(".silo")).ToContainTextAsync("silo-1");
        cluster.Silent = false;
        await Assertions.Expect(visit.Page.Locator("#cluster-note")).ToBeEmptyAsync();
    }

    [BrowserFact]
    public async Task Phone_WithSixteenSilos_NeverScrollsSideways()
    {
        var cluster = new FakeCluster(Enumerable.Range(1, 16).Select(number => new FakeSilo($"a-silo-with-a-rather-long-name-{number:00}", Busy: 4, Slots: 64)));
        await using var visit = await host.ArriveAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        await cluster.ServeAsync(visit.Page);
        await visit.OpenAsync("#/cluster");
        await Assertions.Expect(visit.Page.Locator(".silo")).ToHaveCountAsync(16);
        Assert.Equal(0, await visit.OverflowAsync());
        await visit.Page.ClickAsync("#language");
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(visit.Faults);
    }
}
