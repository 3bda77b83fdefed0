using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Gateway.Rehearsing;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Rehearsing;

/// <summary>Alone in the process: what one host exports, all hosts of the process have counted.</summary>
[CollectionDefinition(nameof(GatewayRehearsalTests), DisableParallelization = true)]
[Collection(nameof(GatewayRehearsalTests))]
public sealed class GatewayRehearsalTests
{
    private static readonly string[] s_counters = ["tts_http_requests_total", "tts_requests_total", "tts_cache_pieces_total", "tts_synthesis_pieces_total"];

    [Fact]
    public async Task Behind_its_rehearsal_a_gateway_is_as_if_nobody_had_spoken()
    {
        var folder = Directory.CreateTempSubdirectory("tts-rehearsal-");
        try
        {
            // Time stands still for the gateway: its rehearsal is not given up for being slow.
            await using var host = await GatewayHost.StartAsync(
                services => services.AddKeyedSingleton<TimeProvider>(GatewayClock.Key, new FakeTimeProvider()),
                ("Storage:Enabled", "true"),
                ("Storage:Path", folder.FullName));

            // The port is open only behind it.
            Assert.True(await host.Services.GetRequiredService<GatewayRehearsal>().Over);
            Assert.True((await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
            var metrics = await host.Client.GetStringAsync("/metrics");
            Assert.All(s_counters, counter => Assert.Equal(0, Sum(metrics, counter)));
            var cluster = await host.Client.GetFromJsonAsync<JsonElement>("/api/cluster");
            Assert.Equal((0, 0), (cluster.GetProperty("cacheHits").GetInt32(), cluster.GetProperty("cacheMisses").GetInt32()));
            Assert.Equal(JsonValueKind.Null, cluster.GetProperty("rtf").ValueKind);

            using (var spoken = await host.SpeakAsync(new { text = "你好，世界。" }))
            {
                Assert.Equal("miss", spoken.Headers.GetValues("X-Cache").Single());
            }

            // A request is counted behind its last byte, which its client has by then.
            await Asking.UntilAsync(
                "the request is counted",
                async () =>
                {
                    metrics = await host.Client.GetStringAsync("/metrics");
                    return s_counters.All(counter => Sum(metrics, counter) != 0);
                },
                TimeSpan.FromSeconds(30),
                () => metrics);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_rehearsal_that_fails_does_not_keep_a_gateway_from_taking_requests()
    {
        await using var host = await GatewayHost.StartAsync(("Api:MaxCharacters", "3"));

        Assert.False(await host.Services.GetRequiredService<GatewayRehearsal>().Over);
        Assert.True((await host.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        Assert.True((await host.SpeakAsync(new { text = "你好。" })).IsSuccessStatusCode);
    }

    /// <summary>A counter over all its labels.</summary>
    private static double Sum(string metrics, string counter) => metrics
        .Split('\n')
        .Where(line => line.StartsWith($"{counter}{{", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.IndexOf("} ", StringComparison.Ordinal) + 2)..].Split(' ')[0], CultureInfo.InvariantCulture));
}
