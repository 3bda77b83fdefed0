using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Scaling.Real;

/// <summary>What a text took, and what of it.</summary>
/// <param name="Title">In what set-up.</param>
/// <param name="Silos">Silos of one slot.</param>
/// <param name="Kind">A stream or a job.</param>
/// <param name="Audio">Seconds of audio.</param>
/// <param name="Took">Seconds from asking to the last of it.</param>
/// <param name="Processors">Processor time of all who took part.</param>
internal sealed record Spoken(string Title, int Silos, string Kind, double Audio, double Took, ProcessorTimes Processors)
{
    public double Speed => Audio / Took;
}

/// <summary>Has a cluster speak texts that it never spoke before.</summary>
internal sealed class Speaking(SetUp setUp, ClusterProcesses cluster) : IDisposable
{
    private const int HeaderBytes = 44;
    private const double BytesPerSecond = 48_000;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new() { BaseAddress = cluster.Gateways[0].Url, Timeout = TimeSpan.FromMinutes(10) };

    public void Dispose() => _http.Dispose();

    /// <summary>As one request whose audio comes while it is made.</summary>
    public Task<Spoken> StreamAsync(string text) => MeasureAsync("stream", async () =>
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/tts") { Content = JsonContent.Create(new { text, stream = true, format = "wav" }) };
        using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[256 * 1024];
        var bytes = 0L;
        for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
        {
            // It is not wanted, only its length.
        }

        return (bytes - HeaderBytes) / BytesPerSecond;
    });

    /// <summary>As a book of one chapter.</summary>
    public Task<Spoken> RenderAsync(string text) => MeasureAsync("job", async () =>
    {
        using var answer = await _http.PostAsJsonAsync("/api/jobs", new { text, format = "wav" });
        answer.EnsureSuccessStatusCode();
        var id = (await ReadAsync(answer)).GetProperty("id").GetString();
        while (true)
        {
            await Task.Delay(s_poll);
            using var told = await _http.GetAsync(new Uri($"/api/jobs/{id}", UriKind.Relative));
            var job = await ReadAsync(told);
            switch (job.GetProperty("state").GetString())
            {
                case "done":
                    return job.GetProperty("audioSeconds").GetDouble();
                case "failed" or "cancelled":
                    throw new InvalidOperationException($"The job ended: {job}");
                default:
                    break;
            }
        }
    });

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    private async Task<Spoken> MeasureAsync(string kind, Func<Task<double>> speak)
    {
        var before = ProcessorTimes.Read(cluster);
        var asked = Stopwatch.GetTimestamp();
        var audio = await speak();
        var took = Stopwatch.GetElapsedTime(asked).TotalSeconds;
        return new(setUp.Title, setUp.Silos.Count, kind, audio, took, ProcessorTimes.Read(cluster).Since(before));
    }
}
