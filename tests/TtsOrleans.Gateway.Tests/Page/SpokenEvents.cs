using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>What the gateway says about a text in its event stream, read without the page.</summary>
internal sealed record SpokenEvents(double Duration, IReadOnlyList<SpokenCharacter> Characters)
{
    /// <summary>Sends <paramref name="body"/>, as the page sent it.</summary>
    public static async Task<SpokenEvents> AskAsync(HttpClient client, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var data = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal));
        var events = data.Select(line => JsonSerializer.Deserialize<JsonElement>(line[6..])).ToList();
        var characters = events
            .Where(each => each.TryGetProperty("words", out _))
            .SelectMany(timing => timing.GetProperty("words").EnumerateArray())
            .SelectMany(word => word.GetProperty("characters").EnumerateArray())
            .Select(each => new SpokenCharacter(each.GetProperty("start").GetInt32(), each.GetProperty("length").GetInt32(), each.GetProperty("begin").GetDouble()))
            .ToList();
        return new(events[^1].GetProperty("duration").GetDouble(), characters);
    }

    /// <summary>The character that sounds, or sounded last, at a time in seconds.</summary>
    public SpokenCharacter At(double seconds) => Characters.Last(each => each.Begin <= seconds * 1000);
}

/// <summary>A character, its place in the text in UTF-16 units, and when it begins in milliseconds.</summary>
internal sealed record SpokenCharacter(int Start, int Length, double Begin);
