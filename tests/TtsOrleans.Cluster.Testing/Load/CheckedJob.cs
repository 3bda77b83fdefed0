using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>A render job that has to end by itself, whatever happens meanwhile, with the audio it has when nothing happens.</summary>
public sealed class CheckedJob : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ClusterProcesses _cluster;
    private readonly string _text;
    private string? _right;

    private CheckedJob(ClusterProcesses cluster, string text)
    {
        _cluster = cluster;
        _text = text;
    }

    /// <summary>Renders the job once on an idle cluster, to know what it sounds like.</summary>
    public static async Task<CheckedJob> PrepareAsync(ClusterProcesses cluster, string text)
    {
        var job = new CheckedJob(cluster, text);
        var (state, digest) = await job.FinishAsync(await job.SubmitAsync());
        job._right = state == "done" ? digest : throw new InvalidOperationException($"The job ended as {state}.\n{cluster.Output}");
        return job;
    }

    /// <summary>Orders it anew.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SubmitAsync()
    {
        using var answer = await _http.PostAsJsonAsync(At(0, "/api/jobs"), new { text = _text, format = "wav" });
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException($"No job: {(int)answer.StatusCode} {body}");
        }

        using var job = JsonDocument.Parse(body);
        return job.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>What is wrong with it; null if nothing.</returns>
    public async Task<string?> CheckAsync(string id)
    {
        var (state, digest) = await FinishAsync(id);
        return state != "done" ? $"The job ended as {state}." : digest != _right ? "The job's audio is not what it is without a fault." : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Uri At(int turn, string path) => new(_cluster.Gateways[turn % _cluster.Gateways.Count].Url, path);

    private async Task<(string State, string? Digest)> FinishAsync(string id)
    {
        var state = "unknown";
        var asked = Stopwatch.StartNew();
        for (var turn = 0; asked.Elapsed < s_patience; turn++)
        {
            try
            {
                using var job = JsonDocument.Parse(await _http.GetStringAsync(At(turn, $"/api/jobs/{id}")));
                state = job.RootElement.GetProperty("state").GetString()!;
                if (state is "done")
                {
                    var audio = await _http.GetByteArrayAsync(At(turn, $"/api/jobs/{id}/chapters/1/audio?format=wav"));
                    return (state, Convert.ToHexStringLower(SHA256.HashData(audio)));
                }

                if (state is "failed" or "cancelled")
                {
                    return ($"{state}: {job.RootElement.GetProperty("errors")}", null);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // A gateway that is away, or a cluster that cannot say just now, is asked again.
                state = $"unknown ({exception.Message})";
            }

            await Task.Delay(300);
        }

        return ($"{state} after {s_patience}", null);
    }
}
