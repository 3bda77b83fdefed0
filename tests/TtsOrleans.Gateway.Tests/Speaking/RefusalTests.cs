using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

/// <summary>What cannot be done is refused with what to change, before any audio.</summary>
[Collection(SharedGateway.Name)]
public sealed class RefusalTests(SharedGateway shared)
{
    private readonly HttpClient _client = shared.Host.Client;

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("hello", "not valid JSON")]
    [InlineData("""{"text":"你好" """, "not valid JSON")]
    [InlineData("""["你好"]""", "must be a JSON object")]
    [InlineData("\"你好\"", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("""{"text":5}""", "'text' must be a string; it is a number")]
    [InlineData("""{"text":["你好"]}""", "'text' must be a string; it is an array")]
    [InlineData("""{"text":"你好","voice":1}""", "'voice' must be a string")]
    [InlineData("""{"text":"你好","voice":"nobody"}""", "there are: lanshan")]
    [InlineData("""{"text":"你好","speaker":"nobody"}""", "there are: lan, shan")]
    [InlineData("""{"text":"你好","speaker":7}""", "There is no speaker '7'")]
    [InlineData("""{"text":"你好","speaker":1.5}""", "'speaker' must be a name or an id")]
    [InlineData("""{"text":"你好","emotion":"bored"}""", "neutral (平静), happy (高兴)")]
    [InlineData("""{"text":"你好","emotion":8}""", "There is no emotion '8'")]
    [InlineData("""{"text":"你好","emotion":{}}""", "'emotion' must be a name or an id")]
    [InlineData("""{"text":"你好","format":"ogg"}""", "there are: wav, pcm, mp3, opus, flac, aac")]
    [InlineData("""{"text":"你好","speed":0.4}""", "'speed' must be from 0.5 to 2")]
    [InlineData("""{"text":"你好","speed":2.01}""", "it is 2.01")]
    [InlineData("""{"text":"你好","speed":"fast"}""", "'speed' must be a number")]
    [InlineData("""{"text":"你好","speed":1e999}""", "'speed' must be from")]
    [InlineData("""{"text":"你好","pitch":-7}""", "'pitch' must be from -6 to 6")]
    [InlineData("""{"text":"你好","intensity":1.6}""", "'intensity' must be from 0 to 1.5")]
    [InlineData("""{"text":"你好","volume":-0.1}""", "'volume' must be from 0 to 2")]
    [InlineData("""{"text":"你好","volume":true}""", "'volume' must be a number; it is a boolean")]
    [InlineData("""{"text":"你好","stream":"yes"}""", "'stream' must be true or false")]
    [InlineData("""{"text":"\ud800"}""", "half of a surrogate pair")]
    [InlineData("""{"text":"你\udc00好"}""", "half of a surrogate pair")]
    [InlineData("""{"\ud800":"你好"}""", "half of a surrogate pair")]
    [InlineData("""{"text":"。。。！？——……"}""", "nothing to read aloud")]
    [InlineData("""{"text":"\u200b\u200b"}""", "nothing to read aloud")]
    public async Task A_wrong_body_is_told_what_is_wrong(string body, string words)
    {
        using var response = await _client.PostAsync("/api/tts", Json(body));

        await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest, words);
    }

    [Theory]
    [InlineData("speed=NaN", "'speed' must be from 0.5 to 2")]
    [InlineData("speed=fast", "'speed' must be a number; it is 'fast'")]
    [InlineData("speed=1,5", "'speed' must be a number")]
    [InlineData("stream=perhaps", "'stream' must be true or false")]
    [InlineData("format=exe%0d%0a", "There is no format 'exe'")]
    public async Task A_wrong_query_is_told_what_is_wrong(string field, string words)
    {
        using var response = await _client.GetAsync($"/api/tts?text=%E4%BD%A0%E5%A5%BD&{field}");

        await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest, words);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        var body = new ByteArrayContent([.. "{\"text\":\""u8, 0xC4, 0xE3, .. "\"}"u8]) { Headers = { ContentType = new("application/json") } };

        using var response = await _client.PostAsync("/api/tts", body);

        await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(20_000, HttpStatusCode.OK)]
    [InlineData(20_001, HttpStatusCode.BadRequest)]
    public async Task The_longest_text_is_counted_in_whole_characters(int characters, HttpStatusCode status)
    {
        // Each of them takes two UTF-16 units; all but the first are not read, so that the longest text is not spoken at length.
        var body = "{\"text\":\"好" + string.Concat(Enumerable.Repeat("\\ud83d\\ude00", characters - 1)) + "\"}";

        using var response = await _client.PostAsync("/api/tts", Json(body));

        Assert.Equal(status, response.StatusCode);
        if (status != HttpStatusCode.OK)
        {
            await Problems.AssertProblemAsync(response, status, "at most 20000");
        }
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(10_000_000)]
    public async Task A_huge_body_is_refused_before_it_is_read(int bytes)
    {
        using var response = await _client.PostAsync("/api/tts", Json($$"""{"text":"{{new string('a', bytes)}}"}"""));

        await Problems.AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=gbk")]
    [InlineData(null)]
    public async Task Another_kind_of_body_is_refused(string? type)
    {
        var body = new ByteArrayContent("{\"text\":\"a\"}"u8.ToArray());
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        using var response = await _client.PostAsync("/api/tts", body);

        await Problems.AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("DELETE", "/api/tts", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/tts", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/phonemize", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/voices", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/tts/more", HttpStatusCode.NotFound)]
    public async Task Another_method_or_address_is_a_problem_too(string method, string path, HttpStatusCode status)
    {
        using var response = await _client.SendAsync(new(new(method), path));

        await Problems.AssertProblemAsync(response, status);
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed, response.Content.Headers.Allow.Count > 0);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
