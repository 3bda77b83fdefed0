using System.Globalization;
using System.Net.Http.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Tests.Support;

namespace TtsOrleans.Cluster.Tests.Failure;

/// <summary>Everybody asks for the same at once.</summary>
[Collection(FailureCluster.Collection)]
public sealed class StampedeTests(FailureCluster failures)
{
    /// <summary>Texts of one piece each: on a machine so busy that a cache takes a second to answer, a silo speaks for itself, and another round is due.</summary>
    private static readonly string[] s_texts = ["一百个人在同一刻问了同一句话。", "他们都想听到同样的回答。", "最后一次，大家又一起开口。"];

    [PostgresFact]
    public async Task A_hundred_equal_requests_over_two_gateways_are_synthesised_once()
    {
        var cluster = await failures.GetAsync(new ClusterShape());
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 100 });
        var made = new List<long>();
        foreach (var text in s_texts)
        {
            var before = await FinishedAsync(cluster.Silos, http);

            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(index => AskAsync(http, cluster.Gateways[index % 2].Url, text)));

            Assert.All(answers, answer => Assert.Equal(answers[0], answer));
            Assert.True(answers[0].Length > 48_000, "More than a second of audio.");
            made.Add(await FinishedAsync(cluster.Silos, http) - before);
            Assert.InRange(made[^1], 1, 1 + cluster.Silos.Count);
            if (made[^1] == 1)
            {
                return;
            }
        }

        Assert.Fail($"Synthesised {string.Join(", ", made)} times.");
    }

    private static async Task<byte[]> AskAsync(HttpClient http, Uri gateway, string text)
    {
        using var response = await http.PostAsJsonAsync(new Uri(gateway, "/api/tts"), new { text });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Pieces that all silos have synthesised since they started.</summary>
    private static async Task<long> FinishedAsync(IReadOnlyList<NodeProcess> silos, HttpClient http)
    {
        var pages = await Task.WhenAll(silos.Select(silo => http.GetStringAsync(new Uri(silo.Url, "/metrics"))));
        return pages.SelectMany(page => page.Split('\n'))
            .Where(line => line.StartsWith("tts_synthesis_pieces_total{", StringComparison.Ordinal) && line.Contains("outcome=\"finished\"", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }
}
