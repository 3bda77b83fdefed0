using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Errors;
using TtsOrleans.Gateway.Speaking;
using TtsOrleans.Gateway.Tests.Support;
using TtsOrleans.Grains.Tests.Cluster;

namespace TtsOrleans.Gateway.Tests.Speaking;

public sealed class SpeechSessionTests
{
    private readonly ArmedClock _time = new();
    private readonly SpeakingOptions _options = new() { ReadAheadBytes = 64 * 1024 };

    // Four times the read-ahead.
    private readonly FakeSpeech _speech = new(pieces: 8, samplesPerPiece: 16 * 1024, samplesPerChunk: 4096);

    [Fact]
    public async Task A_client_that_stops_reading_holds_nothing_in_the_cluster_and_misses_nothing()
    {
        var router = new FakeRouter(FakeRouter.Whole(_speech));
        await using var session = Open(router);
        await session.BeginAsync(CancellationToken.None);

        // Nobody reads: after ten seconds of a full read-ahead the stream is closed.
        await _time.RunUntilAsync(router.WaitForClosingsAsync(1), TimeSpan.FromSeconds(10));

        Assert.Single(router.Opened);
        Assert.Equal(_speech.Pcm, await ReadAsync(session));
        Assert.Equal(2, router.Opened.Count);
        Assert.Equal(new SpeechPosition(2, 0), router.Opened.Last().From);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_but_steadily_misses_nothing()
    {
        var router = new FakeRouter(FakeRouter.Whole(_speech));
        await using var session = Open(router);
        var pcm = new MemoryStream();
        await foreach (var item in session.ReadAllAsync(CancellationToken.None))
        {
            pcm.Write(item is AudioChunk chunk ? chunk.Pcm : []);
            _time.Advance(TimeSpan.FromSeconds(9));
        }

        Assert.Equal(_speech.Pcm, pcm.ToArray());
    }

    [Fact]
    public async Task Disposing_a_session_closes_its_stream()
    {
        var router = new FakeRouter(FakeRouter.Stalls(_speech, 2));
        await using (var session = Open(router))
        {
            await session.BeginAsync(CancellationToken.None);
        }

        await router.WaitForClosingsAsync(1);
    }

    [Fact]
    public async Task Nothing_to_read_is_a_problem_before_anything_is_sent()
    {
        var router = new FakeRouter((_, _) => new SpeechItem[] { new Heartbeat(), new SpeechEnded(0, 0) }.ToAsyncEnumerable());
        await using var session = Open(router);

        var problem = await Assert.ThrowsAsync<ApiProblem>(() => session.BeginAsync(CancellationToken.None).AsTask());
        Assert.Equal(400, problem.Status);
    }

    private SpeechSession Open(FakeRouter router) => new(
        new SpeechReader(router.At, new RouterChoice(TimeProvider.System), new("你好", new("lanshan", "abc"), new(0, 0)), _options, _time, NullLogger<SpeechReader>.Instance),
        _options,
        _time,
        NullLogger.Instance,
        CancellationToken.None);

    private static async Task<byte[]> ReadAsync(SpeechSession session)
    {
        var pcm = new MemoryStream();
        await foreach (var item in session.ReadAllAsync(CancellationToken.None))
        {
            pcm.Write(item is AudioChunk chunk ? chunk.Pcm : []);
        }

        return pcm.ToArray();
    }
}
