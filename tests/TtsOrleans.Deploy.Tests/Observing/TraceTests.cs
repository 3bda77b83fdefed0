using System.Security.Cryptography;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Observing;

[Collection(WatchedCluster.Name)]
public sealed class TraceTests(WatchedCluster watched)
{
    [ClusterFact]
    public async Task One_trace_leads_from_the_request_through_the_gateway_into_every_silo_that_spoke()
    {
        var trace = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using var answer = await watched.SpeakAsync(16, ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));

        var spans = await watched.Traces.WaitForAsync(
            trace,
            found => SpokenBy(found) == 2 && found.Any(span => span.Service == "TtsOrleans.Gateway" && span.Parent == "00f067aa0ba902b7"),
            TimeSpan.FromSeconds(30));

        Assert.Equal(2, SpokenBy(spans));
        var byId = spans.ToDictionary(span => span.Id);
        foreach (var synthesis in spans.Where(span => span.Name == "synthesise"))
        {
            var way = Ancestors(synthesis, byId).ToList();
            Assert.Contains(way, span => span is { Service: "TtsOrleans.Silo", Name: "piece" });
            Assert.Contains(way, span => span is { Service: "TtsOrleans.Silo", Name: "speak" });
            Assert.True(way[^1] is { Service: "TtsOrleans.Gateway", Parent: "00f067aa0ba902b7" }, string.Join(" < ", way));
        }
    }

    private static int SpokenBy(IReadOnlyList<Span> spans) =>
        spans.Where(span => span.Name == "synthesise").Select(span => span.Instance).Distinct().Count();

    private static IEnumerable<Span> Ancestors(Span span, Dictionary<string, Span> byId)
    {
        for (var at = span; at is not null; at = byId.GetValueOrDefault(at.Parent))
        {
            yield return at;
        }
    }
}
