using System.Globalization;
using System.Text.Json;

namespace TtsOrleans.Deploy.Tests.Observing;

/// <summary>What a Prometheus server answers.</summary>
internal sealed class PrometheusApi(Uri address) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address };

    /// <summary>The values that a query has now, numbers alone.</summary>
    public async Task<IReadOnlyList<double>> QueryAsync(string query)
    {
        using var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}");
        return
        [
            .. from result in answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray()
               let value = double.Parse(result.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
               where double.IsFinite(value)
               select value,
        ];
    }

    /// <summary>Name, expression, health and last error of every rule.</summary>
    public async Task<IReadOnlyList<(string Name, string Expression, string Health, string Error)>> RulesAsync()
    {
        using var answer = await GetAsync("/api/v1/rules");
        return
        [
            .. from @group in answer.RootElement.GetProperty("data").GetProperty("groups").EnumerateArray()
               from rule in @group.GetProperty("rules").EnumerateArray()
               select (
                   rule.GetProperty("name").GetString()!,
                   rule.GetProperty("query").GetString()!,
                   rule.GetProperty("health").GetString()!,
                   rule.TryGetProperty("lastError", out var error) ? error.GetString()! : ""),
        ];
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {body}");
        return JsonDocument.Parse(body);
    }
}
