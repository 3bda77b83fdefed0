using System.Net;
using System.Net.Http.Json;
using TtsOrleans.Abstractions;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

[Collection(SharedGateway.Name)]
public sealed class StreamedAnswerTests(SharedGateway shared)
{
    private const string Text = "今天天气很好，我们去公园散步吧！晚上再回家。";
    private readonly FakeSpeech _speech = new(pieces: 4, samplesPerPiece: 50_000, samplesPerChunk: 10_000);

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(1.7)]
    public async Task A_stream_has_the_samples_of_the_whole_at_any_volume(double volume)
    {
        var whole = Wav.Parse(await (await shared.Host.SpeakAsync(new { text = Text, volume })).Content.ReadAsByteArrayAsync());

        using var response = await shared.Host.SpeakAsync(new { text = Text, volume, stream = true });

        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.Equal("audio/wav", response.Content.Headers.ContentType?.ToString());
        var streamed = Wav.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal((uint.MaxValue, uint.MaxValue), (streamed.RiffBytes, streamed.DataBytes));
        Assert.Equal(whole.Pcm, streamed.Pcm);
    }

    [Fact]
    public async Task The_first_samples_arrive_while_the_rest_is_not_yet_made()
    {
        using var steps = new SemaphoreSlim(2);
        var router = new FakeRouter(FakeRouter.Steps(_speech, steps));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await StartAsync(host.Client, new { text = Text, stream = true });
        var stream = await response.Content.ReadAsStreamAsync();
        var first = new byte[44 + 20_000];
        await stream.ReadExactlyAsync(first);

        Assert.Equal(_speech.Pcm[..20_000], first[44..]);
        steps.Release(1000);
        var rest = new MemoryStream();
        await stream.CopyToAsync(rest);
        Assert.Equal(_speech.Pcm[20_000..], rest.ToArray());
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("pcm")]
    public async Task A_stream_that_fails_is_broken_off(string format)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var router = new FakeRouter(FakeRouter.Fails(_speech, 4, new SpeechFailedException("broken"), heard.Task));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await StartAsync(host.Client, new { text = Text, stream = true, format });
        var stream = await response.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[20_000]);
        heard.SetResult();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }

    [FfmpegFact]
    public async Task A_compressed_stream_that_fails_is_broken_off_or_never_begun()
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 8, new SpeechFailedException("broken")));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        // Whether the encoder gave anything before the failure is up to it.
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var response = await StartAsync(host.Client, new { text = Text, stream = true, format = "mp3" });
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_before_the_first_sample_is_a_problem(bool stream)
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 1, new SpeechFailedException("broken")));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await host.SpeakAsync(new { text = Text, stream });

        var problem = await Problems.AssertProblemAsync(response, HttpStatusCode.InternalServerError);
        Assert.NotEqual("", problem.GetProperty("error").GetString());
        Assert.Null(response.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task A_whole_answer_that_fails_late_is_a_problem_not_half_a_file()
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 12, new SpeechFailedException("broken")));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await host.SpeakAsync(new { text = Text });

        await Problems.AssertProblemAsync(response, HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task A_broken_stream_goes_on_without_the_client_noticing()
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 9, new TimeoutException()), FakeRouter.Whole(_speech));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await host.SpeakAsync(new { text = Text, stream = true });

        Assert.Equal(_speech.Pcm, Wav.Parse(await response.Content.ReadAsByteArrayAsync()).Pcm);
        Assert.Equal(2, router.Opened.Count);
    }

    [Fact]
    public async Task No_capacity_is_503_with_the_time_to_wait()
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 0, new SpeechUnavailableException("All slots are busy.") { RetryAfter = TimeSpan.FromSeconds(4) }));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await host.SpeakAsync(new { text = Text });

        await Problems.AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable, "All slots are busy.");
        Assert.Equal(TimeSpan.FromSeconds(4), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_client_that_leaves_stops_the_work()
    {
        var router = new FakeRouter(FakeRouter.Stalls(_speech, 3));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));
        using (var client = host.Connect())
        {
            using var response = await StartAsync(client, new { text = Text, stream = true });
        }

        await router.WaitForClosingsAsync(1);
    }

    [Fact]
    public async Task A_client_that_never_reads_loses_its_connection()
    {
        // More than the sockets, the server and the read-ahead hold together.
        var speech = new FakeSpeech(pieces: 64, samplesPerPiece: 500_000, samplesPerChunk: 30_000);
        var router = new FakeRouter(FakeRouter.Whole(speech));
        await using var host = await GatewayHost.StartAsync(
            services => GatewayHost.Replace(services, router),
            ("Speaking:IdleSeconds", "2"),
            ("Speaking:ReadAheadBytes", "65536"));

        using var response = await StartAsync(host.Client, new { text = Text, stream = true });

        // The server's own clock decides, a few seconds from now.
        await router.WaitForClosingsAsync(1);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<HttpResponseMessage> StartAsync(HttpClient client, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tts") { Content = JsonContent.Create(body) };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
