using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Stopping;

/// <summary>A gateway that is told to stop while it answers.</summary>
public sealed class GatewayDrainTests
{
    [Fact]
    public async Task Answers_under_way_are_finished_and_new_requests_told_to_come_back()
    {
        var speech = new FakeSpeech(pieces: 3, samplesPerPiece: 2500);
        using var steps = new SemaphoreSlim(3);
        await using var gateway = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, new FakeRouter(FakeRouter.Steps(speech, steps))));
        using var running = await gateway.Client.SendAsync(Streaming(), HttpCompletionOption.ResponseHeadersRead);

        var stopping = StopAsync(gateway);
        using var refused = await gateway.SpeakAsync(new { text = "你好" });
        using var ready = await gateway.Client.GetAsync("/health/ready");
        steps.Release(100);
        var audio = await running.Content.ReadAsByteArrayAsync();
        await stopping;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(speech.Pcm, audio[44..]);
    }

    [Fact]
    public async Task Answer_that_takes_longer_than_a_stop_may_is_broken_off()
    {
        var speech = new FakeSpeech(pieces: 3, samplesPerPiece: 2500);
        using var steps = new SemaphoreSlim(3);
        await using var gateway = await GatewayHost.StartAsync(
            services => GatewayHost.Replace(services, new FakeRouter(FakeRouter.Steps(speech, steps))), ("Stopping:AnswerSeconds", "0"));
        using var running = await gateway.Client.SendAsync(Streaming(), HttpCompletionOption.ResponseHeadersRead);

        await StopAsync(gateway).WaitAsync(TimeSpan.FromSeconds(20));

        await Assert.ThrowsAnyAsync<Exception>(() => running.Content.ReadAsByteArrayAsync());
    }

    private static HttpRequestMessage Streaming() => new(HttpMethod.Get, "/api/tts?text=%E4%BD%A0%E5%A5%BD&stream=true");

    /// <summary>As a signal does: told to stop first, stopped then.</summary>
    private static Task StopAsync(GatewayHost gateway)
    {
        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return gateway.Services.GetRequiredService<IHost>().StopAsync();
    }
}
