using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Jobs;

/// <summary>The real thing: a job rendered by the real voice, stored, followed and fetched.</summary>
public sealed class RenderedJobTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private GatewayHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await GatewayHost.StartAsync(("Storage:Enabled", "true"), ("Storage:Path", _folder));

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task ASmallBook_IsRenderedAndFetched()
    {
        using var ordered = await _host.Client.PostAsJsonAsync("/api/jobs", new { title = "山居", text = "第一章 空山\n空山新雨后。天气晚来秋。\n第二章 明月\n【高兴】明月松间照。", format = "wav" });
        var id = (await ordered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var response = await _host.Client.GetAsync($"/api/jobs/{id}/events", HttpCompletionOption.ResponseHeadersRead, limit.Token);
        var events = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(limit.Token)).EnumerateAsync(limit.Token))
        {
            events.Add(item);
        }

        Assert.Equal("end", events[^1].EventType);
        var job = JsonSerializer.Deserialize<JsonElement>(events[^2].Data);
        Assert.Equal("done", job.GetProperty("state").GetString());
        var samples = job.GetProperty("chapters").EnumerateArray().Select(chapter => chapter.GetProperty("audioSeconds").GetDouble()).ToList();
        var first = Wav.Parse(await _host.Client.GetByteArrayAsync($"/api/jobs/{id}/chapters/1/audio"));
        var whole = Wav.Parse(await _host.Client.GetByteArrayAsync($"/api/jobs/{id}/audio"));
        Assert.Equal(samples[0], first.Pcm.Length / 48_000.0, 0.001);
        Assert.Equal(samples.Sum(), whole.Pcm.Length / 48_000.0, 0.001);
        Assert.True(whole.Sounds);
        Assert.Equal(first.Pcm, whole.Pcm[..first.Pcm.Length]);
        var srt = await _host.Client.GetStringAsync($"/api/jobs/{id}/subtitles.srt");
        Assert.Contains("空山新雨后。", srt, StringComparison.Ordinal);
        Assert.DoesNotContain("高兴", srt, StringComparison.Ordinal);

        var listed = await _host.Client.GetFromJsonAsync<JsonElement>("/api/jobs");
        Assert.Equal(id, listed.GetProperty("jobs")[0].GetProperty("id").GetString());
        foreach (var (query, named) in new[] { ("after=nonsense", "'after'"), ("limit=0", "'limit'"), ("limit=x", "limit") })
        {
            using var refused = await _host.Client.GetAsync($"/api/jobs?{query}");
            await Problems.AssertProblemAsync(refused, System.Net.HttpStatusCode.BadRequest, named);
        }

        using var deleted = await _host.Client.DeleteAsync($"/api/jobs/{id}");
        Assert.Equal(System.Net.HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await _host.Client.GetAsync($"/api/jobs/{id}/audio");
        await Problems.AssertProblemAsync(gone, System.Net.HttpStatusCode.NotFound);
    }
}
