using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Jobs.Watching;

/// <summary>A job's progress as events.</summary>
[Collection(SharedJobs.Name)]
public sealed class JobEventsTests(SharedJobs shared)
{
    private readonly JobGateway _gateway = shared.Gateway;

    [Fact]
    public async Task Events_TellEveryChangeAndEnd()
    {
        var job = await _gateway.OrderAsync(new { text = "第一章\n一。\n第二章\n二。" });
        using var response = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/events", HttpCompletionOption.ResponseHeadersRead);
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();

        Assert.Equal(("job", "waiting"), await NextAsync(events));
        job.RenderChapter();
        Assert.Equal(("job", "running"), await NextAsync(events));
        job.RenderChapter();
        Assert.Equal(("job", "done"), await NextAsync(events));
        Assert.Equal("end", (await NextAsync(events)).Type);
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Events_OutliveASiloThatDies()
    {
        var job = await _gateway.OrderAsync(new { text = "第一章\n一。\n第二章\n二。" });
        using var response = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/events", HttpCompletionOption.ResponseHeadersRead);
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        Assert.Equal(("job", "waiting"), await NextAsync(events));

        _gateway.Jobs.Faults.Enqueue(new Orleans.Runtime.SiloUnavailableException("gone"));
        _gateway.Jobs.Faults.Enqueue(new TimeoutException("still gone"));
        job.RenderAll();

        Assert.Equal(("job", "done"), await NextAsync(events));
        Assert.Equal("end", (await NextAsync(events)).Type);
        Assert.True(job.Watched > 1);
    }

    [Fact]
    public async Task Events_EndWhenTheJobIsDeleted()
    {
        var job = await _gateway.OrderAsync(new { text = "一。" });
        using var response = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/events", HttpCompletionOption.ResponseHeadersRead);
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        Assert.Equal(("job", "waiting"), await NextAsync(events));

        using var deleted = await _gateway.Client.DeleteAsync($"/api/jobs/{job.Id}");

        Assert.Equal("end", (await NextAsync(events)).Type);
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Events_OfNoJob_AreNotFound()
    {
        using var response = await _gateway.Client.GetAsync("/api/jobs/00000000000000000000000000/events");

        await Problems.AssertProblemAsync(response, HttpStatusCode.NotFound);
    }

    private static async Task<(string Type, string? State)> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)));
        var data = JsonSerializer.Deserialize<JsonElement>(events.Current.Data);
        return (events.Current.EventType, data.TryGetProperty("state", out var state) ? state.GetString() : null);
    }
}
