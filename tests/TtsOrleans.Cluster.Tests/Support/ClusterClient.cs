using System.Net.Http.Json;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Cluster.Tests.Support;

/// <summary>Asks the first gateway of a cluster.</summary>
internal sealed class ClusterClient(ClusterProcesses cluster) : HttpClient
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Prepares to ask.</summary>
    public static ClusterClient Of(ClusterProcesses cluster) => new(cluster) { BaseAddress = cluster.Gateways[0].Url, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>The WAV file that the gateway makes of <paramref name="text"/>.</summary>
    public async Task<byte[]> SpeakAsync(string text)
    {
        using var response = await this.PostAsJsonAsync("/api/tts", new { text });
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{cluster.Output}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Waits for what only the cluster's processes can say.</summary>
    public Task UntilAsync(string what, Func<Task<bool>> holds) => Asking.UntilAsync(what, holds, s_patience, () => cluster.Output);
}
