using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

/// <summary>What clients of the service that this one replaces send, and have to get.</summary>
[Collection(SharedGateway.Name)]
public sealed class OriginClientTests(SharedGateway shared)
{
    private readonly HttpClient _client = shared.Host.Client;

    [Fact]
    public async Task Text_gives_a_wav_file_as_attachment()
    {
        using var response = await _client.PostAsJsonAsync("/api/tts", new { text = "你好，世界。" });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("audio/wav", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=speech.wav", response.Content.Headers.ContentDisposition?.ToString());
        var file = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(file.Length, response.Content.Headers.ContentLength);
        var wav = Wav.Parse(file);
        Assert.Equal(24000, wav.SampleRate);
        Assert.Equal((uint)wav.Pcm.Length, wav.DataBytes);
        Assert.Equal((uint)(file.Length - 8), wav.RiffBytes);
        Assert.InRange(wav.Pcm.Length / 2 / 24000.0, 0.5, 5);
        Assert.True(wav.Sounds);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":" \n\u3000\t"}""")]
    [InlineData("""{"words":"你好"}""")]
    public async Task Missing_or_blank_text_is_said_as_ever(string body)
    {
        using var response = await _client.PostAsync("/api/tts", new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("Missing text", problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Health_keeps_its_members()
    {
        var health = await _client.GetFromJsonAsync<JsonElement>("/health");

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("sambert-hifigan", health.GetProperty("model").GetString());
    }
}
