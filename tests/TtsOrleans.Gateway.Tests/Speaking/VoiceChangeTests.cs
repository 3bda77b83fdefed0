using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

/// <summary>The version of the voice that an order names goes away before, and while, it is spoken.</summary>
public sealed class VoiceChangeTests
{
    private readonly FakeSpeech _speech = new(pieces: 2, samplesPerPiece: 2500);

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Order_of_which_nothing_was_heard_is_taken_anew_unseen(string stream)
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 0, new VoiceGoneException("replaced")), FakeRouter.Whole(_speech));
        await using var gateway = await StartAsync(router);

        using var answer = await gateway.Client.GetAsync($"/api/tts?text=%E4%BD%A0%E5%A5%BD&stream={stream}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(_speech.Pcm, (await answer.Content.ReadAsByteArrayAsync())[44..]);
        Assert.Equal(2, router.Opened.Count);
    }

    [Fact]
    public async Task Voice_that_stays_away_is_said_to_be_unavailable()
    {
        var router = new FakeRouter(FakeRouter.Fails(_speech, 0, new VoiceGoneException("replaced")));
        await using var gateway = await StartAsync(router);

        using var answer = await gateway.SpeakAsync(new { text = "你好" });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(2, router.Opened.Count);
    }

    /// <summary>Time stands still: no router is taken for silent, and none asked beside it.</summary>
    private static Task<GatewayHost> StartAsync(FakeRouter router) => GatewayHost.StartAsync(services =>
    {
        GatewayHost.Replace(services, router);
        services.AddKeyedSingleton<TimeProvider>(GatewayClock.Key, new FakeTimeProvider());
    });
}
