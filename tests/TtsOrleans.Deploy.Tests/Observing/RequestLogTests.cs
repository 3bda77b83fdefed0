using System.Text.Json;
using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Observing;

[Collection(WatchedCluster.Name)]
public sealed class RequestLogTests(WatchedCluster watched)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [ClusterFact]
    public async Task One_request_id_is_in_the_answer_and_in_the_logs_of_all_processes_that_served_it()
    {
        var id = $"order-{Guid.NewGuid():N}";
        using var answer = await watched.SpeakAsync(16, ("X-Request-Id", id));

        Assert.Equal(id, answer.Headers.GetValues("X-Request-Id").Single());
        await UntilSaidAsync("Ordered", id, "gateway-1");
        await UntilSaidAsync("Speaks", id, "silo-1", "silo-2");
        await UntilSaidAsync("takes piece", id, "silo-1");
        await UntilSaidAsync("takes piece", id, "silo-2");
    }

    /// <summary>What a process logs is in its file a moment after the answer.</summary>
    private Task UntilSaidAsync(string words, string id, params string[] services) => Asking.UntilAsync(
        $"{string.Join(" or ", services)} says \"{words}\"",
        () => Task.FromResult(services.Any(service => MessagesOf(service, id).Contains(words, StringComparison.Ordinal))),
        s_limit,
        () => string.Join('\n', services.Select(service => MessagesOf(service, id))));

    /// <summary>What a process logged on behalf of a request, as far as its lines are whole.</summary>
    private string MessagesOf(string service, string id) => string.Join('\n',
        from line in watched.Cluster.LogOf(service).Split('\n')[..^1]
        where line.StartsWith('{')
        let entry = JsonDocument.Parse(line).RootElement
        where entry.GetProperty("Scopes").EnumerateArray().Any(scope =>
            scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty("Request", out var request) && request.GetString() == id)
        select entry.GetProperty("Message").GetString());
}
