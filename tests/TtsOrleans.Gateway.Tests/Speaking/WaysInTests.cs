using System.Net;
using System.Text;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

/// <summary>The same wish in every form gives the same bytes.</summary>
[Collection(SharedGateway.Name)]
public sealed class WaysInTests(SharedGateway shared)
{
    private const string Text = "今天天气很好。";
    private readonly HttpClient _client = shared.Host.Client;

    public static TheoryData<string> Ways => ["query", "posted query", "form", "multipart", "json under a form's name", "json and query", "other case and doubles"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_way_in_speaks_alike(string way)
    {
        var expected = await (await shared.Host.SpeakAsync(new { text = Text, emotion = "happy", speaker = 1, speed = 1.1, volume = 0.8 })).Content.ReadAsByteArrayAsync();

        using var response = await _client.SendAsync(Request(way));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_link_plays_instead_of_being_downloaded()
    {
        using var response = await _client.GetAsync($"/api/tts?text={Uri.EscapeDataString(Text)}");

        Assert.Equal("inline; filename=speech.wav", response.Content.Headers.ContentDisposition?.ToString());
    }

    [Fact]
    public async Task A_link_can_hold_a_long_text()
    {
        using var response = await _client.GetAsync($"/api/tts?text={Uri.EscapeDataString(string.Concat(Enumerable.Repeat("一二三四五六七八。", 120)))}&format=pcm&speed=2");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("高兴")]
    [InlineData("happy")]
    [InlineData("HAPPY")]
    [InlineData("1")]
    public async Task An_emotion_has_three_names(string emotion)
    {
        var expected = await (await shared.Host.SpeakAsync(new { text = Text, emotion = 1 })).Content.ReadAsByteArrayAsync();

        var actual = await (await shared.Host.SpeakAsync(new { text = Text, emotion })).Content.ReadAsByteArrayAsync();

        Assert.Equal(expected, actual);
    }

    private static HttpRequestMessage Request(string way)
    {
        Dictionary<string, string> fields = new() { ["text"] = Text, ["emotion"] = "高兴", ["speaker"] = "shan", ["speed"] = "1.1", ["volume"] = "0.8", ["format"] = "" };
        var query = "/api/tts?" + string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        var json = $$"""{"text":"{{Text}}","emotion":"happy","speaker":"1","speed":1.1,"volume":0.8,"unknown":[1]}""";
        return way switch
        {
            "query" => new(HttpMethod.Get, query),
            "posted query" => new(HttpMethod.Post, query),
            "form" => new(HttpMethod.Post, "/api/tts") { Content = new FormUrlEncodedContent(fields) },
            "multipart" => new(HttpMethod.Post, "/api/tts") { Content = Multipart(fields) },
            "json under a form's name" => new(HttpMethod.Post, "/api/tts") { Content = new StringContent(json, Encoding.UTF8, "application/x-www-form-urlencoded") },
            "json and query" => new(HttpMethod.Post, "/api/tts?speed=2&speaker=shan&emotion=happy&volume=0.8")
            {
                Content = new StringContent($$"""{"text":"{{Text}}","speed":1.1}""", Encoding.UTF8, "application/json"),
            },
            _ => new(HttpMethod.Post, "/api/tts")
            {
                Content = new StringContent(json.Replace("\"text\"", "\"text\":\"x\",\"TEXT\"", StringComparison.Ordinal), Encoding.UTF8, "application/json"),
            },
        };
    }

    private static MultipartFormDataContent Multipart(Dictionary<string, string> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }
}
