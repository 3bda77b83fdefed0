using System.Text.Json;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Observing;

[Collection(WatchedCluster.Name)]
public sealed class RequestLogTests(WatchedCluster watched)
{
    [ClusterFact]
    public async Task One_request_id_is_in_the_answer_and_in_the_logs_of_all_processes_that_served_it()
    {
        var id = $"order-{Guid.NewGuid():N}";
        using var answer = await watched.SpeakAsync(16, ("X-Request-Id", id));

        Assert.Equal(id, answer.Headers.GetValues("X-Request-Id").Single());
        Assert.Contains("Ordered", MessagesOf("gateway-1", id), StringComparison.Ordinal);
        var silos = MessagesOf("silo-1", id) + MessagesOf("silo-2", id);
        Assert.Contains("Speaks", silos, StringComparison.Ordinal);
        Assert.Contains("takes piece", MessagesOf("silo-1", id), StringComparison.Ordinal);
        Assert.Contains("takes piece", MessagesOf("silo-2", id), StringComparison.Ordinal);
    }

    /// <summary>What a process logged on behalf of a request.</summary>
    private string MessagesOf(string service, string id) => string.Join('\n',
        from line in watched.Cluster.LogOf(service).Split('\n')
        where line.StartsWith('{')
        let entry = JsonDocument.Parse(line).RootElement
        where entry.GetProperty("Scopes").EnumerateArray().Any(scope =>
            scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty("Request", out var request) && request.GetString() == id)
        select entry.GetProperty("Message").GetString());
}
