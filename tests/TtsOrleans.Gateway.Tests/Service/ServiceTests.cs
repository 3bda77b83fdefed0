using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Service;

/// <summary>What the gateway tells about itself.</summary>
[Collection(SharedGateway.Name)]
public sealed class ServiceTests(SharedGateway shared)
{
    private static readonly string[] s_unitMembers = ["sy", "tone", "syllableFlag", "wordSegment"];
    private readonly HttpClient _client = shared.Host.Client;

    [Fact]
    public async Task Voices_say_what_can_be_asked()
    {
        var listing = await _client.GetFromJsonAsync<JsonElement>("/api/voices");

        Assert.Equal("lanshan", listing.GetProperty("default").GetString());
        Assert.Equal(["wav", "pcm", "mp3", "opus", "flac", "aac"], listing.GetProperty("formats").EnumerateArray().Select(format => format.GetString()));
        Assert.Equal(20_000, listing.GetProperty("maxCharacters").GetInt32());
        Assert.Equal("[0,2]", listing.GetProperty("volume").GetRawText());
        var voice = listing.GetProperty("voices").EnumerateArray().Single();
        Assert.Equal("zh-CN", voice.GetProperty("language").GetString());
        Assert.Equal(24000, voice.GetProperty("sampleRate").GetInt32());
        Assert.Equal(64, voice.GetProperty("hash").GetString()!.Length);
        Assert.Equal(["lan", "shan"], voice.GetProperty("speakers").EnumerateArray().Select(speaker => speaker.GetProperty("name").GetString()));
        Assert.Equal(8, voice.GetProperty("emotions").GetArrayLength());
        Assert.Equal("""{"rate":[0.5,2],"pitch":[-6,6],"intensity":[0,1.5]}""", voice.GetProperty("limits").GetRawText());
    }

    [Fact]
    public async Task The_cluster_says_what_it_does()
    {
        using var spoken = await shared.Host.SpeakAsync(new { text = "你好。" });

        var cluster = await _client.GetFromJsonAsync<JsonElement>("/api/cluster");

        var node = cluster.GetProperty("nodes").EnumerateArray().Single();
        Assert.Equal(Environment.ProcessorCount, node.GetProperty("slots").GetInt32());
        Assert.False(node.GetProperty("draining").GetBoolean());
        Assert.Equal(Environment.ProcessorCount * 2, node.GetProperty("queueLimit").GetInt32());
        Assert.InRange(node.GetProperty("started").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);
        var voice = node.GetProperty("voices").EnumerateArray().Single();
        Assert.Equal("lanshan", voice.GetProperty("name").GetString());
        Assert.Equal(12, voice.GetProperty("hash").GetString()!.Length);
        foreach (var member in new[] { "busy", "waiting", "cacheHits", "cacheMisses", "cacheBytes", "audioSeconds", "computeSeconds" })
        {
            Assert.True(node.GetProperty(member).GetDouble() >= 0, member);
        }

        Assert.True(cluster.GetProperty("cacheMisses").GetInt64() > 0);
        Assert.InRange(cluster.GetProperty("rtf").GetDouble(), 0, 100);
    }

    [Fact]
    public async Task Phonemes_are_per_sentence_word_and_character()
    {
        using var response = await _client.PostAsJsonAsync("/api/phonemize", new { text = "你好，银行行长。" });

        var reading = await response.Content.ReadFromJsonAsync<JsonElement>();
        var sentence = reading.GetProperty("sentences").EnumerateArray().Single();
        Assert.Equal(0, sentence.GetProperty("start").GetInt32());
        var characters = sentence.GetProperty("words").EnumerateArray().SelectMany(word => word.GetProperty("characters").EnumerateArray()).ToList();
        var read = characters.Where(character => character.GetProperty("pinyin").ValueKind != JsonValueKind.Null).ToList();
        Assert.Equal(["ni2", "hao3", "yin2", "hang2", "hang2", "zhang3"], read.Select(character => character.GetProperty("pinyin").GetString()));
        Assert.Equal([0, 1, 3, 4, 5, 6], read.Select(character => character.GetProperty("start").GetInt32()));
        Assert.Equal("ni3", read[0].GetProperty("lexical").GetString());
        Assert.Contains(characters, character => character.GetProperty("text").GetString() == "，" && character.GetProperty("pinyin").ValueKind == JsonValueKind.Null);
        Assert.All(sentence.GetProperty("units").EnumerateArray(), unit =>
            Assert.All(s_unitMembers, member => Assert.NotEqual("", unit.GetProperty(member).GetString())));
        Assert.Equal("#4", sentence.GetProperty("units").EnumerateArray().Last().GetProperty("sy").GetString());
    }

    [Fact]
    public async Task Phonemes_of_a_missing_text_are_a_problem()
    {
        using var response = await _client.PostAsJsonAsync("/api/phonemize", new { });

        await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Metrics_are_in_prometheus_form()
    {
        using var spoken = await shared.Host.SpeakAsync(new { text = "你好。", emotion = "sad" });
        using var refused = await shared.Host.SpeakAsync(new { text = "" });

        var metrics = await _client.GetStringAsync("/metrics");

        Assert.Contains("tts_http_requests_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("outcome=\"invalid\"", metrics, StringComparison.Ordinal);
        Assert.Contains("emotion=\"sad\"", metrics, StringComparison.Ordinal);
        Assert.Contains("tts_http_first_audio_seconds_bucket{", metrics, StringComparison.Ordinal);
        Assert.Contains("tts_http_errors_total{", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("你好", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_knows_every_address()
    {
        var document = await _client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var paths = document.GetProperty("paths");
        foreach (var path in new[] { "/api/tts", "/api/phonemize", "/api/voices", "/api/cluster", "/health" })
        {
            Assert.True(paths.TryGetProperty(path, out _), path);
        }

        Assert.Contains("emotion", paths.GetProperty("/api/tts").GetProperty("get").GetProperty("parameters").GetRawText(), StringComparison.Ordinal);
        Assert.True(paths.GetProperty("/api/tts").GetProperty("post").TryGetProperty("requestBody", out _));
    }

    [Fact]
    public async Task The_browsable_description_needs_no_other_host()
    {
        using var response = await _client.GetAsync("/docs");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/voices")]
    [InlineData("/api/nothing")]
    public async Task Every_answer_is_hardened(string path)
    {
        using var response = await _client.GetAsync(path);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_page_is_kept_and_asked_about()
    {
        using var response = await _client.GetAsync("/");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await _client.SendAsync(again)).StatusCode);
    }
}
