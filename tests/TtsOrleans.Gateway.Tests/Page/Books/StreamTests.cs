using Microsoft.Playwright;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Gateway.Tests.Page.Books;

[Collection(BooksUsers.Name)]
public class StreamTests(PageHost host, BooksHost books)
{
    [BrowserFact]
    public async Task Streams_AreFew_AndNoneWhereNobodyLooks()
    {
        var gateway = await books.EmptyAsync();
        for (var i = 1; i <= 7; i++)
        {
            await gateway.OrderAsync(new { title = $"第 {i} 本", text = "好。\n很好。" });
        }

        var streams = new OpenStreams();
        await using var visit = await host.ArriveAsync(new() { ViewportSize = new() { Width = 1280, Height = 2200 } }, gateway.Host);
        streams.Watch(visit.Page);
        await visit.OpenAsync("#/books");
        await Assertions.Expect(visit.Page.Locator(".book")).ToHaveCountAsync(7);
        await streams.UntilAsync(open => open.Count == 3);

        // What is opened comes first, whatever else is in sight.
        var last = visit.Page.Locator(".book").Last;
        var id = await last.GetAttributeAsync("data-id");
        await last.Locator(".book-title").ClickAsync();
        await streams.UntilAsync(open => open.Count == 3 && open.Any(url => url.Contains(id!, StringComparison.Ordinal)));
        gateway.Jobs.Job(id!).RenderAll();
        await Assertions.Expect(last).ToHaveAttributeAsync("data-state", "done");
        await streams.UntilAsync(open => open.Count == 3 && !open.Any(url => url.Contains(id!, StringComparison.Ordinal)));

        await visit.Page.ClickAsync("#views a[href='#/speak']");
        await streams.UntilAsync(open => open.Count == 0);
        await visit.Page.ClickAsync("#views a[href='#/books']");
        await streams.UntilAsync(open => open.Count == 3);
        Assert.InRange(streams.Most, 3, 4); // the end of one may be told after the beginning of the next
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Stream_BrokenOff_IsSaidAndComesBack()
    {
        var gateway = await books.EmptyAsync();
        var job = await gateway.OrderAsync(new { title = "断线", text = "一。\n二。" });
        job.Set(job.Status! with { State = JobState.Running });
        await using var visit = await host.ArriveAsync(gateway: gateway.Host);
        var letThrough = false;
        var refused = 0;
        await visit.Page.RouteAsync("**/events", route =>
        {
            if (letThrough)
            {
                return route.ContinueAsync();
            }

            refused++;
            return route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"title":"Unavailable","status":503}""" });
        });
        await visit.OpenAsync("#/books");
        var state = visit.Page.Locator(".book .state");
        await Assertions.Expect(state).ToHaveTextAsync("正在重新连接");
        letThrough = true;
        await Assertions.Expect(state).ToHaveTextAsync("合成中");
        job.RenderAll();
        await Assertions.Expect(state).ToHaveTextAsync("已完成");
        Assert.InRange(refused, 1, 10);
    }

    [BrowserFact]
    public async Task Job_DeletedElsewhere_LeavesTheShelf()
    {
        var gateway = await books.EmptyAsync();
        var job = await gateway.OrderAsync(new { title = "别处删掉", text = "好。" });
        await using var visit = await host.VisitAsync(gateway: gateway.Host, view: "#/books");
        await Assertions.Expect(visit.Page.Locator(".book")).ToHaveCountAsync(1);
        await job.Cancel();
        await Assertions.Expect(visit.Page.Locator(".book")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#shelf-empty")).ToBeVisibleAsync();
        Assert.Empty(visit.Faults);
    }

    /// <summary>Event streams of jobs that are open at a time.</summary>
    private sealed class OpenStreams
    {
        private readonly Lock _lock = new();
        private readonly HashSet<Microsoft.Playwright.IRequest> _open = [];
        private readonly Changes _changes = new();

        public int Most { get; private set; }

        public void Watch(IPage page)
        {
            page.Request += (_, request) => Change(request, open => open.Add(request));
            page.RequestFailed += (_, request) => Change(request, open => open.Remove(request));
            page.RequestFinished += (_, request) => Change(request, open => open.Remove(request));
        }

        public Task UntilAsync(Func<IReadOnlyList<string>, bool> reached) => _changes.UntilAsync("the streams are as they should", () => reached(Urls()));

        private List<string> Urls()
        {
            lock (_lock)
            {
                return [.. _open.Select(request => request.Url)];
            }
        }

        private void Change(Microsoft.Playwright.IRequest request, Action<HashSet<Microsoft.Playwright.IRequest>> change)
        {
            if (request.Url.EndsWith("/events", StringComparison.Ordinal))
            {
                lock (_lock)
                {
                    change(_open);
                    Most = Math.Max(Most, _open.Count);
                }

                _changes.Tell();
            }
        }
    }
}
