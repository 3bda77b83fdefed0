using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>A silo as a test makes it up.</summary>
internal sealed record FakeSilo(string Name, int Busy, int Slots = 4, bool Draining = false, DateTimeOffset? Started = null);

/// <summary>Answers <c>/api/cluster</c> in the gateway's place.</summary>
internal sealed class FakeCluster(IEnumerable<FakeSilo> silos)
{
    private static readonly DateTimeOffset s_started = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ConcurrentDictionary<string, FakeSilo> _silos = new(silos.Select(silo => KeyValuePair.Create(silo.Name, silo)));
    private volatile bool _silent;

    /// <summary>Whether it gives no answer.</summary>
    public bool Silent { get => _silent; set => _silent = value; }

    public void Add(FakeSilo silo) => _silos[silo.Name] = silo;

    public void Remove(string name) => _silos.TryRemove(name, out _);

    public void Change(string name, Func<FakeSilo, FakeSilo> change) => _silos[name] = change(_silos[name]);

    public Task ServeAsync(IPage page) => page.RouteAsync("**/api/cluster", route => Silent ? route.AbortAsync() : route.FulfillAsync(new() { Json = Report() }));

    private object Report() => new
    {
        nodes = _silos.Values.OrderBy(silo => silo.Name, StringComparer.Ordinal).Select(silo => new
        {
            name = silo.Name,
            version = "0.2.0",
            started = silo.Started ?? s_started,
            slots = silo.Slots,
            busy = silo.Busy,
            waiting = 1,
            queueLimit = silo.Slots * 2,
            draining = silo.Draining,
            voices = new[] { new { name = "lanshan", hash = "0123456789ab" } },
            cacheHits = 3,
            cacheMisses = 1,
            cacheBytes = 5_000_000,
            audioSeconds = 120.5,
            computeSeconds = 3.1,
        }),
        cacheHits = 3,
        cacheMisses = 1,
        rtf = 0.0257,
    };
}
