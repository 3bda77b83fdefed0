using System.Net;
using System.Net.Http.Json;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Admission;

public sealed class AdmissionHttpTests
{
    private readonly FakeSpeech _speech = new(pieces: 1, samplesPerPiece: 10_000);

    [Theory]
    [InlineData("Admission:CallerSeconds", HttpStatusCode.TooManyRequests)]
    [InlineData("Admission:TotalSeconds", HttpStatusCode.ServiceUnavailable)]
    public async Task Beyond_a_limit_a_request_is_sent_away_at_once_and_later_let_in(string limit, HttpStatusCode status)
    {
        using var steps = new SemaphoreSlim(2);
        var router = new FakeRouter(FakeRouter.Steps(_speech, steps));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router), (limit, "1"));
        object body = new { text = "今天天气很好", stream = true };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tts") { Content = JsonContent.Create(body) };
        using var first = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        using var refused = await host.SpeakAsync(body);
        var problem = await Problems.AssertProblemAsync(refused, status);
        Assert.NotEqual("", problem.GetProperty("error").GetString());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);

        steps.Release(1000);
        await first.Content.ReadAsByteArrayAsync();
        using var admitted = await host.SpeakAsync(body);
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
    }

    [Fact]
    public async Task Too_much_for_one_request_says_how_much_is_possible()
    {
        await using var host = await GatewayHost.StartAsync(("Admission:RequestSeconds", "2"));

        using var response = await host.SpeakAsync(new { text = "一二三四五六七八九十一二三四五" });

        await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest, "at most 2 s");
    }
}
