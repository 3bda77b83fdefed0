using System.Net;
using System.Text.Json;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

[Collection(SharedGateway.Name)]
public sealed class EventAnswerTests(SharedGateway shared)
{
    private const string Text = "今天天气很好，我们去公园散步吧！晚上再回家。2024年见👋。";

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.8)]
    public async Task Events_carry_the_samples_of_the_whole(double volume)
    {
        var wav = Wav.Parse(await (await shared.Host.SpeakAsync(new { text = Text, volume })).Content.ReadAsByteArrayAsync());

        var events = await SpeakAsync(new { text = Text, volume });

        var pcm = new MemoryStream();
        foreach (var data in events.Where(item => item.Type == "audio").Select(item => item.Data))
        {
            Assert.Equal(pcm.Length / 2, data.GetProperty("sample").GetInt64());
            Assert.Equal(24000, data.GetProperty("sampleRate").GetInt32());
            pcm.Write(data.GetProperty("audio").GetBytesFromBase64());
        }

        Assert.Equal(wav.Pcm, pcm.ToArray());
        var (last, done) = events[^1];
        Assert.Equal("done", last);
        Assert.Equal(wav.Pcm.Length / 2 / 24000.0, done.GetProperty("duration").GetDouble(), 6);
        Assert.Equal(events.Count(item => item.Type == "timing"), done.GetProperty("sentences").GetInt32());
        Assert.Equal("hit", done.GetProperty("cache").GetString());
    }

    [Fact]
    public async Task Timing_comes_before_its_audio_and_covers_text_and_time_without_gap_or_overlap()
    {
        var events = await SpeakAsync(new { text = Text });

        double time = 0;
        var at = 0;
        var sentence = -1;
        foreach (var (type, data) in events.Where(item => item.Type is "timing" or "audio"))
        {
            if (type == "audio")
            {
                Assert.Equal(sentence, data.GetProperty("sentence").GetInt32());
                continue;
            }

            Assert.Equal(++sentence, data.GetProperty("sentence").GetInt32());
            Assert.Equal(time, data.GetProperty("begin").GetDouble());
            Assert.InRange(data.GetProperty("start").GetInt32(), at, at + 2);
            CheckWithin(data, data.GetProperty("words"));
            time = data.GetProperty("end").GetDouble();
            at = data.GetProperty("start").GetInt32() + data.GetProperty("length").GetInt32();
        }

        Assert.Equal(events[^1].Data.GetProperty("duration").GetDouble() * 1000, time, 3);
        Assert.InRange(at, Text.Length - 2, Text.Length);
    }

    [Fact]
    public async Task Every_spoken_character_has_its_time()
    {
        var events = await SpeakAsync(new { text = "你好，世界。" });

        var characters = events.Where(item => item.Type == "timing").SelectMany(item => item.Data.GetProperty("words").EnumerateArray())
            .SelectMany(word => word.GetProperty("characters").EnumerateArray());
        var spoken = characters.Where(character => character.GetProperty("end").GetDouble() > character.GetProperty("begin").GetDouble())
            .Select(character => character.GetProperty("start").GetInt32());
        Assert.Equal([0, 1, 3, 4], spoken);
    }

    [Fact]
    public async Task A_failure_under_way_is_an_event_and_nothing_is_done()
    {
        var speech = new FakeSpeech(pieces: 2, samplesPerPiece: 1000);
        var router = new FakeRouter(FakeRouter.Fails(speech, 2, new SpeechFailedException("broken")));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await ServerEvents.AskAsync(host.Client, new { text = Text });
        var events = await ServerEvents.ReadAsync(response);

        Assert.Equal(["timing", "audio", "error"], events.Select(item => item.Type));
        Assert.Equal(500, events[^1].Data.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_mistake_is_a_problem_and_no_event()
    {
        using var response = await ServerEvents.AskAsync(shared.Host.Client, new { text = "，。" });

        await Problems.AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_pause_in_the_work_keeps_the_connection_alive()
    {
        using var steps = new SemaphoreSlim(2);
        var speech = new FakeSpeech(pieces: 1, samplesPerPiece: 1000);
        var items = speech.From(default).ToList();
        items.Insert(2, new Heartbeat());
        var router = new FakeRouter((_, token) => FakeRouter.SteppingAsync(items, steps, token));
        await using var host = await GatewayHost.StartAsync(services => GatewayHost.Replace(services, router));

        using var response = await ServerEvents.AskAsync(host.Client, new { text = Text });
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadUntilAsync("event: audio");
        steps.Release();
        await ReadUntilAsync(": keep-alive");
        steps.Release();
        await ReadUntilAsync("event: done");

        async Task ReadUntilAsync(string wanted)
        {
            for (var line = await lines.ReadLineAsync(); line != wanted; line = await lines.ReadLineAsync())
            {
                Assert.NotNull(line);
            }
        }
    }

    private async Task<List<(string Type, JsonElement Data)>> SpeakAsync(object body)
    {
        using var response = await ServerEvents.AskAsync(shared.Host.Client, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ServerEvents.ReadAsync(response);
    }

    private static void CheckWithin(JsonElement outer, JsonElement inner)
    {
        var time = outer.GetProperty("begin").GetDouble();
        var at = outer.GetProperty("start").GetInt32();
        foreach (var span in inner.EnumerateArray())
        {
            Assert.InRange(span.GetProperty("begin").GetDouble(), time, outer.GetProperty("end").GetDouble());
            Assert.InRange(span.GetProperty("end").GetDouble(), span.GetProperty("begin").GetDouble(), outer.GetProperty("end").GetDouble());
            Assert.InRange(span.GetProperty("start").GetInt32(), at, outer.GetProperty("start").GetInt32() + outer.GetProperty("length").GetInt32());
            time = span.GetProperty("end").GetDouble();
            at = span.GetProperty("start").GetInt32() + span.GetProperty("length").GetInt32();
            if (span.TryGetProperty("characters", out var characters))
            {
                CheckWithin(span, characters);
            }
        }
    }
}
