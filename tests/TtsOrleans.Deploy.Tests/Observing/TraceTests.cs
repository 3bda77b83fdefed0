using System.Security.Cryptography;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Observing;

[Collection(WatchedCluster.Name)]
public sealed class TraceTests(WatchedCluster watched)
{
    private const string Caller = "00f067aa0ba902b7";

    [ClusterFact]
    public async Task One_trace_leads_from_the_request_through_the_gateway_into_every_silo_that_spoke()
    {
        var trace = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using var answer = await watched.SpeakAsync(16, ("traceparent", $"00-{trace}-{Caller}-01"));

        // Spans come as they end, and each process sends its own: a way may be whole later than its ends are there.
        var spans = await watched.Traces.WaitForAsync(trace, found => SpokenBy(found) == 2 && Ways(found).All(IsWhole), TimeSpan.FromSeconds(30));

        Assert.Equal(2, SpokenBy(spans));
        Assert.All(Ways(spans), way =>
        {
            Assert.True(IsWhole(way), string.Join(" < ", way));
            Assert.Contains(way, span => span is { Service: "TtsOrleans.Silo", Name: "piece" });
            Assert.Contains(way, span => span is { Service: "TtsOrleans.Silo", Name: "speak" });
        });
    }

    private static bool IsWhole(List<Span> way) => way[^1] is { Service: "TtsOrleans.Gateway", Parent: Caller };

    /// <summary>From each synthesis up to what began it.</summary>
    private static IEnumerable<List<Span>> Ways(IReadOnlyList<Span> spans)
    {
        var byId = spans.ToDictionary(span => span.Id);
        return spans.Where(span => span.Name == "synthesise").Select(span => Ancestors(span, byId).ToList());
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
