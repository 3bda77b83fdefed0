using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

[Collection(SharedGateway.Name)]
public sealed class WholeAnswerTests(SharedGateway shared)
{
    private readonly HttpClient _client = shared.Host.Client;

    [Fact]
    public async Task The_cache_says_miss_then_hit_then_partial()
    {
        var first = Unique();

        Assert.Equal("miss", await CacheOfAsync($"{first}号来了。"));
        Assert.Equal("hit", await CacheOfAsync($"{first}号来了。"));
        Assert.Equal("partial", await CacheOfAsync($"{first}号来了。{Unique()}号走了。"));

        async Task<string> CacheOfAsync(string text)
        {
            using var response = await shared.Host.SpeakAsync(new { text });
            response.EnsureSuccessStatusCode();
            return response.Headers.GetValues("X-Cache").Single();
        }
    }

    [Fact]
    public async Task The_duration_is_that_of_the_samples()
    {
        using var response = await shared.Host.SpeakAsync(new { text = "你好，世界。" });

        var wav = Wav.Parse(await response.Content.ReadAsByteArrayAsync());
        var duration = double.Parse(response.Headers.GetValues("X-Audio-Duration").Single(), CultureInfo.InvariantCulture);
        Assert.Equal(wav.Pcm.Length / 2 / 24000.0, duration, 6);
    }

    [Fact]
    public async Task The_entity_tag_stands_for_the_bytes()
    {
        var tag = await TagAsync(new { text = "你好。" });

        Assert.False(tag.IsWeak);
        Assert.Equal(tag, await TagAsync(new { text = "你好。" }));
        Assert.NotEqual(tag, await TagAsync(new { text = "您好。" }));
        Assert.NotEqual(tag, await TagAsync(new { text = "你好。", volume = 0.5 }));
        Assert.NotEqual(tag, await TagAsync(new { text = "你好。", format = "pcm" }));

        async Task<EntityTagHeaderValue> TagAsync(object body)
        {
            using var response = await shared.Host.SpeakAsync(body);
            return response.Headers.ETag!;
        }
    }

    [Fact]
    public async Task A_copy_that_still_holds_is_not_sent_again()
    {
        using var whole = await _client.GetAsync("/api/tts?text=%E4%BD%A0%E5%A5%BD");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tts?text=%E4%BD%A0%E5%A5%BD") { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(0, 99)]
    [InlineData(40, 50)]
    [InlineData(1000, 70_000)]
    [InlineData(20_000, null)]
    [InlineData(null, 100)]
    public async Task A_range_is_that_part_of_the_whole(int? from, int? to)
    {
        const string Link = "/api/tts?text=%E4%BD%A0%E5%A5%BD%EF%BC%8C%E4%B8%96%E7%95%8C%E3%80%82";
        var whole = await _client.GetByteArrayAsync(Link);
        using var request = new HttpRequestMessage(HttpMethod.Get, Link) { Headers = { Range = new(from, to) } };

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        var expected = from is null ? whole[^to!.Value..] : whole[from.Value..Math.Min(whole.Length, (to ?? int.MaxValue - 1) + 1)];
        Assert.Equal(expected, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_range_behind_the_end_cannot_be_had()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tts?text=%E4%BD%A0%E5%A5%BD") { Headers = { Range = new(100_000_000, null) } };

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task A_head_has_no_body()
    {
        using var response = await _client.SendAsync(new(HttpMethod.Head, "/api/tts?text=%E4%BD%A0%E5%A5%BD"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 44);
    }

    [Fact]
    public async Task A_long_answer_comes_from_a_file_byte_for_byte()
    {
        // Less than half of what this text comes to.
        await using var host = await GatewayHost.StartAsync(("Speaking:SpoolBytes", "65536"));
        object body = new { text = "今天天气很好，我们去公园散步吧。" };

        using var spooled = await host.SpeakAsync(body);
        using var inMemory = await shared.Host.SpeakAsync(body);

        Assert.True(spooled.Content.Headers.ContentLength > 2 * 65536);
        Assert.Equal(inMemory.Headers.ETag, spooled.Headers.ETag);
        Assert.Equal(await inMemory.Content.ReadAsByteArrayAsync(), await spooled.Content.ReadAsByteArrayAsync());
    }

    private static string Unique() => Guid.NewGuid().GetHashCode().ToString("0;0", CultureInfo.InvariantCulture);
}
