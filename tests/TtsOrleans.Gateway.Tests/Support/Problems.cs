using System.Net;
using System.Text.Json;

namespace TtsOrleans.Gateway.Tests.Support;

/// <summary>Checks answers that are problems.</summary>
internal static class Problems
{
    /// <summary>Asserts a problem document of that status, and gives its members.</summary>
    public static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} instead of {(int)status}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }

    /// <summary>Asserts a problem whose detail holds <paramref name="words"/>.</summary>
    public static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string words) =>
        Assert.Contains(words, (await AssertProblemAsync(response, status)).GetProperty("detail").GetString(), StringComparison.Ordinal);
}
