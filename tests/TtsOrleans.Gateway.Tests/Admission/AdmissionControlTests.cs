using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Gateway.Admission;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Tests.Admission;

public sealed class AdmissionControlTests
{
    private const long Buffer = 1024 * 1024;
    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    [Fact]
    public void A_caller_over_its_limit_is_told_429_and_others_are_not()
    {
        var control = Control(new() { CallerSeconds = 100, AssumedSpeed = 10 });
        using var first = control.Admit("a", Order(seconds: 90), Buffer);

        var problem = Assert.Throws<ApiProblem>(() => control.Admit("a", Order(seconds: 40), Buffer));
        Assert.Equal(429, problem.Status);

        // 30 s too many, at an assumed ten a second.
        Assert.Equal(TimeSpan.FromSeconds(3), problem.RetryAfter);
        control.Admit("b", Order(seconds: 40), Buffer).Dispose();
    }

    [Fact]
    public void What_is_finished_makes_room()
    {
        var control = Control(new() { CallerSeconds = 100 });
        control.Admit("a", Order(seconds: 90), Buffer).Dispose();

        control.Admit("a", Order(seconds: 90), Buffer).Dispose();
    }

    [Fact]
    public void One_request_may_fill_a_limit_alone()
    {
        var control = Control(new() { CallerSeconds = 10, TotalSeconds = 10, BufferMegabytes = 16 });

        using var lease = control.Admit("a", Order(seconds: 1000), 1024 * Buffer);
    }

    [Fact]
    public void Beyond_the_limit_of_all_there_is_no_capacity()
    {
        var control = Control(new() { TotalSeconds = 100 });
        using var first = control.Admit("a", Order(seconds: 90), Buffer);

        Assert.Equal(503, Assert.Throws<ApiProblem>(() => control.Admit("b", Order(seconds: 20), Buffer)).Status);
    }

    [Fact]
    public void Held_bytes_are_a_limit_of_their_own()
    {
        var control = Control(new() { BufferMegabytes = 16 });
        using var first = control.Admit("a", Order(seconds: 60), 64 * Buffer);
        control.Admit("b", Order(seconds: 60), 64 * Buffer).Dispose();

        // The answer came out larger than estimated.
        first.Hold(15 * Buffer);
        Assert.Equal(503, Assert.Throws<ApiProblem>(() => control.Admit("b", Order(seconds: 60), 64 * Buffer)).Status);

        // It has gone to a file.
        first.Hold(0);
        control.Admit("b", Order(seconds: 60), 64 * Buffer).Dispose();
    }

    [Fact]
    public void The_wait_follows_from_the_measured_speed()
    {
        var control = Control(new() { CallerSeconds = 100, AssumedSpeed = 10 });
        var first = control.Admit("a", Order(seconds: 100), Buffer);
        _time.Advance(TimeSpan.FromSeconds(50));
        first.Dispose();
        using var second = control.Admit("a", Order(seconds: 100), Buffer);
        _time.Advance(TimeSpan.FromSeconds(20));

        // 100 s in 20 s: five a second; 50 s have to go.
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Throws<ApiProblem>(() => control.Admit("a", Order(seconds: 50), Buffer)).RetryAfter);
    }

    [Fact]
    public void The_wait_is_bounded()
    {
        var control = Control(new() { CallerSeconds = 1000, AssumedSpeed = 0.1, LongestRetrySeconds = 30 });
        using var first = control.Admit("a", Order(seconds: 1000), Buffer);

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Throws<ApiProblem>(() => control.Admit("a", Order(seconds: 1000), Buffer)).RetryAfter);
    }

    [Fact]
    public void Too_much_for_one_request_is_the_clients_mistake()
    {
        var control = Control(new() { RequestSeconds = 60 });

        Assert.Equal(400, Assert.Throws<ApiProblem>(() => control.Admit("a", Order(seconds: 61), Buffer)).Status);
    }

    [Fact]
    public void A_gateway_that_stops_takes_nothing_on()
    {
        var control = Control(new());
        _lifetime.StopApplication();

        var problem = Assert.Throws<ApiProblem>(() => control.Admit("a", Order(seconds: 1), Buffer));
        Assert.Equal(503, problem.Status);
        Assert.NotNull(problem.RetryAfter);
    }

    [Fact]
    public void Many_at_once_leave_nothing_behind()
    {
        var control = Control(new() { CallerSeconds = 100, TotalSeconds = 100, BufferMegabytes = 16 });

        Parallel.For(0, 1000, index =>
        {
            try
            {
                control.Admit($"caller {index % 7}", Order(seconds: 0.1 * (index % 90)), Buffer).Dispose();
            }
            catch (ApiProblem problem)
            {
                Assert.InRange(problem.Status, 429, 503);
            }
        });

        // Every limit is free again to the last second and byte.
        using var lease = control.Admit("caller 0", Order(seconds: 99.9), 16 * Buffer);
    }

    private AdmissionControl Control(AdmissionOptions options) => new(Options.Create(options), _lifetime, _time);

    private static SpeakingOrder Order(double seconds)
    {
        var voice = new VoiceDescription(new("lanshan", "abc"), "1", "zh-CN", "", "", 24000, [new(0, "lan", "", "")], [new(0, "neutral", "平静")], default, default, default);
        return new(new SpeechRequest("", voice.Reference, new(0, 0)), voice, voice.Emotions[0], 1, AudioFormats.Wav, false, (int)Math.Round(seconds * 5));
    }
}
