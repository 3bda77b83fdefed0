using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using TtsOrleans.Deploy.Tests.Observing;

namespace TtsOrleans.Deploy.Tests.Support;

/// <summary>Two silos of one slot each, a gateway and Prometheus, which export their traces here and log as JSON; for all tests that watch a cluster.</summary>
public sealed class WatchedCluster : IAsyncLifetime
{
    public const string Name = "cluster";

    private static readonly string[] s_emotions = ["neutral", "happy", "sad"];
    private int _said;

    internal LocalCluster Cluster { get; } = new();

    internal TraceReceiver Traces { get; } = new();

    /// <summary>Talks to the gateway.</summary>
    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    public async Task InitializeAsync()
    {
        if (LocalCluster.Missing is not null)
        {
            return; // every test of the collection is skipped
        }

        await Traces.StartAsync();
        Client.BaseAddress = Cluster.Gateway;
        await Cluster.UpAsync(
            silos: 2,
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Traces.Address.AbsoluteUri,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                ["Logging__Console__FormatterName"] = "json",
                ["Logging__LogLevel__TtsOrleans"] = "Debug",
            },
            "--Synthesis:Slots=1");
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Cluster.DisposeAsync();
        await Traces.DisposeAsync();
    }

    /// <summary>Has sentences spoken that were not spoken before.</summary>
    public async Task<HttpResponseMessage> SpeakAsync(int sentences, params (string Name, string Value)[] headers)
    {
        var text = string.Concat(Enumerable.Range(0, sentences).Select(_ =>
            string.Create(CultureInfo.InvariantCulture, $"现在说的是第{Interlocked.Increment(ref _said)}句话，今天天气很好。")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tts")
        {
            Content = JsonContent.Create(new { text, emotion = s_emotions[_said % s_emotions.Length] }),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        var response = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }
}

/// <summary>Binds the cluster to its tests.</summary>
[CollectionDefinition(WatchedCluster.Name)]
public sealed class WatchedClusterUsers : ICollectionFixture<WatchedCluster>;
