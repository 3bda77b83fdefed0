using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Observing;

/// <summary>Whether the dashboard and the alerts ask for what a real cluster tells a real Prometheus.</summary>
[Collection(WatchedCluster.Name)]
public sealed partial class MetricsTests(WatchedCluster watched)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(90);

    [ClusterFact]
    public async Task Every_query_of_the_dashboard_has_data_while_the_cluster_speaks()
    {
        using var prometheus = new PrometheusApi(watched.Cluster.Prometheus);
        await BeginJobAsync();
        var waiting = Queries().ToList();
        Assert.True(waiting.Count > 30, $"{waiting.Count} queries");

        // Rates need counters that rise between scrapes, and Prometheus scrapes when it likes.
        for (var end = DateTime.UtcNow + s_limit; waiting.Count > 0 && DateTime.UtcNow < end;)
        {
            using (await watched.SpeakAsync(3))
            {
                await RefusedAsync();
            }

            var left = new List<(string Panel, string Query)>();
            foreach (var query in waiting)
            {
                if ((await prometheus.QueryAsync(query.Query)).Count == 0)
                {
                    left.Add(query);
                }
            }

            waiting = left;
        }

        Assert.True(waiting.Count == 0, string.Join('\n', waiting.Select(query => $"{query.Panel}: {query.Query}")));
    }

    [ClusterFact]
    public async Task Every_rule_is_evaluated_and_names_metrics_that_there_are()
    {
        using var prometheus = new PrometheusApi(watched.Cluster.Prometheus);
        await BeginJobAsync();
        for (var end = DateTime.UtcNow + s_limit; (await prometheus.QueryAsync("sum(tts_http_requests_total) + sum(tts_jobs_active)")).Count == 0 && DateTime.UtcNow < end;)
        {
            (await watched.SpeakAsync(1)).Dispose();
        }

        var rules = await prometheus.RulesAsync();
        Assert.True(rules.Count > 8, $"{rules.Count} rules");
        foreach (var (name, expression, health, error) in rules)
        {
            // One that was not evaluated yet is unknown.
            Assert.True(health != "err", $"{name}: {error}");
            await prometheus.QueryAsync(expression);
            foreach (var metric in Metric().Matches(expression).Select(match => match.Value))
            {
                Assert.True((await prometheus.QueryAsync($"count({metric})")).Count == 1, $"{name}: there is no {metric}");
            }
        }
    }

    /// <summary>What the panels ask, with Grafana's variables filled in.</summary>
    private static IEnumerable<(string Panel, string Query)> Queries()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.At("deploy", "grafana", "dashboards", "ttsorleans.json")));
        return
        [
            .. from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
               where panel.TryGetProperty("targets", out _)
               from target in panel.GetProperty("targets").EnumerateArray()
               let query = target.GetProperty("expr").GetString()!
               select (panel.GetProperty("title").GetString()!, query.Replace("$__rate_interval", "30s", StringComparison.Ordinal).Replace("$silo", ".*", StringComparison.Ordinal)),
        ];
    }

    private async Task BeginJobAsync()
    {
        using var response = await watched.Client.PostAsJsonAsync("/api/jobs", new { title = "书", text = string.Concat(Enumerable.Repeat("这本书很长，要慢慢地读。", 60)) });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private async Task RefusedAsync()
    {
        using var response = await watched.Client.GetAsync("/api/tts");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [GeneratedRegex(@"\b(?:(?:tts|orleans|dotnet)_\w+|up|tts:\w+:\w+)\b")]
    private static partial Regex Metric();
}
