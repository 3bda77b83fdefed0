using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Deploy.Tests.Support;

namespace TtsOrleans.Deploy.Tests.Balancing;

/// <summary><c>deploy/nginx/ttsorleans.conf</c> in a real nginx, in front of two gateways that do everything themselves.</summary>
[Collection(WatchedCluster.Name)]
public sealed class NginxTests(WatchedCluster watched) : IAsyncLifetime
{
    private static readonly string[] s_temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private readonly string _folder = Directory.CreateTempSubdirectory("tts-nginx-").FullName;
    private readonly List<NodeProcess> _gateways = [];
    private Process? _nginx;

    private Uri Balancer => At(0);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_nginx is not null)
        {
            _nginx.Kill(entireProcessTree: true);
            await _nginx.WaitForExitAsync();
            _nginx.Dispose();
        }

        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [ProgramFact("nginx", "nginx-light")]
    public async Task What_has_not_begun_is_answered_by_the_other_gateway_when_one_is_killed()
    {
        for (var number = 1; number <= 2; number++)
        {
            _gateways.Add(new("Gateway", At(number), Built.Command("Gateway", [$"--urls={At(number)}", "--Storage:Enabled=false", "--Synthesis:Slots=1", "--Synthesis:StartPatience=00:05:00"])));
            _gateways[^1].Start();
        }

        await Task.WhenAll(_gateways.Select(gateway => gateway.WaitUntilReadyAsync()));
        await StartNginxAsync();
        using var client = new HttpClient { BaseAddress = Balancer, Timeout = Timeout.InfiniteTimeSpan };
        var texts = Enumerable.Range(0, 6)
            .Select(text => string.Concat(Enumerable.Range(0, 16).Select(sentence => $"现在说的是第{text}个故事的第{sentence}句话，今天天气很好。")))
            .ToList();

        var answers = texts.Select(text => AskAsync(client, text)).ToList();
        await UntilBusyAsync(At(1));
        await _gateways[0].DisposeAsync();

        using var other = new HttpClient { BaseAddress = At(2), Timeout = Timeout.InfiniteTimeSpan };
        foreach (var (text, answer) in texts.Zip(answers))
        {
            Assert.Equal(await AskAsync(other, text), await answer);
        }
    }

    private Uri At(int number) => new($"http://127.0.0.1:{watched.Cluster.Port + 123 + number}");

    private static async Task<byte[]> AskAsync(HttpClient client, string text)
    {
        using var response = await client.PostAsJsonAsync("/api/tts", new { text });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Asks a gateway whether a request is under way, which no other process can be told.</summary>
    private static async Task UntilBusyAsync(Uri gateway)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        await Asking.UntilAsync(
            $"{gateway} has something to do",
            async () => Regex.IsMatch(await client.GetStringAsync("/metrics"), @"(?m)^tts_slots_busy\{[^}]*\} 1\b"),
            TimeSpan.FromSeconds(30),
            () => "");
    }

    private async Task StartNginxAsync()
    {
        var balancing = File.ReadAllText(Repository.At("deploy", "nginx", "ttsorleans.conf"))
            .Replace("127.0.0.1:7860", At(1).Authority, StringComparison.Ordinal)
            .Replace("127.0.0.1:7861", At(2).Authority, StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", Balancer.Authority, StringComparison.Ordinal);
        var folders = string.Concat(s_temporary.Select(kind => $"{kind}_temp_path {_folder}/{kind};\n"));
        var file = Path.Combine(_folder, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            $$"""
            daemon off;
            pid {{_folder}}/pid;
            error_log {{_folder}}/error.log;
            events { }
            http {
            access_log off;
            {{folders}}
            {{balancing}}
            }
            """);
        _nginx = Process.Start(new ProcessStartInfo("nginx", ["-e", Path.Combine(_folder, "error.log"), "-c", file]))!;
        using var client = new HttpClient { BaseAddress = Balancer };
        await Asking.UntilAsync(
            "nginx listens",
            async () => _nginx.HasExited || (await client.GetAsync("/health/live")).StatusCode == HttpStatusCode.OK,
            TimeSpan.FromSeconds(20),
            () => "");
        Assert.False(_nginx.HasExited);
    }
}
