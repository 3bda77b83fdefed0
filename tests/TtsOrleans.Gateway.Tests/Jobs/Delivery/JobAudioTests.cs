using System.Net;
using System.Net.Http.Headers;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Gateway.Tests.Support;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Gateway.Tests.Jobs.Delivery;

/// <summary>The audio of jobs that needs no encoder: every byte from wherever it is asked for.</summary>
[Collection(SharedJobs.Name)]
public sealed class JobAudioTests(SharedJobs shared)
{
    private readonly JobGateway _gateway = shared.Gateway;

    [Fact]
    public async Task Chapter_IsAWavFileWithItsNameAndTag()
    {
        var job = await DoneAsync();

        using var response = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/chapters/2/audio");

        var wav = Wav.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal((24_000, (uint)wav.Pcm.Length), (wav.SampleRate, wav.DataBytes));
        Assert.Equal(FakeAudio.Pcm(1, 0, (int)job.SamplesOf(1)), wav.Pcm);
        Assert.Equal("audio/wav", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("bytes", response.Headers.AcceptRanges.Single());
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Equal("山居 002 第二章 明月.wav", response.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task Whole_IsItsChaptersOneBehindTheOther()
    {
        var job = await DoneAsync();

        var wav = Wav.Parse(await _gateway.Client.GetByteArrayAsync($"/api/jobs/{job.Id}/audio"));

        Assert.Equal([.. FakeAudio.Pcm(0, 0, (int)job.SamplesOf(0)), .. FakeAudio.Pcm(1, 0, (int)job.SamplesOf(1))], wav.Pcm);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 50)]
    [InlineData(43, 45)]
    [InlineData(100_001, 100_001)]
    [InlineData(33_643, 33_800)]
    [InlineData(33_600, null)]
    [InlineData(null, 77)]
    public async Task Whole_AnswersAnyRange(int? from, int? to)
    {
        var job = await DoneAsync();
        var whole = await _gateway.Client.GetByteArrayAsync($"/api/jobs/{job.Id}/audio");

        using var response = await RangeAsync($"/api/jobs/{job.Id}/audio", from, to);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        var (first, last) = from is null ? (whole.Length - to!.Value, whole.Length - 1) : (from.Value, Math.Min(to ?? int.MaxValue, whole.Length - 1));
        Assert.Equal(whole[first..(last + 1)], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Length, response.Content.Headers.ContentRange?.Length);
    }

    [Fact]
    public async Task Conditions_AreAnswered()
    {
        var job = await DoneAsync();
        var address = $"/api/jobs/{job.Id}/chapters/1/audio";
        using var head = await _gateway.Client.SendAsync(new(HttpMethod.Head, address));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(44 + (job.SamplesOf(0) * 2), head.Content.Headers.ContentLength);

        using var known = new HttpRequestMessage(HttpMethod.Get, address);
        known.Headers.IfNoneMatch.Add(head.Headers.ETag!);
        using var unchanged = await _gateway.Client.SendAsync(known);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var same = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(0, 9), IfRange = new(head.Headers.ETag!) } };
        using var part = await _gateway.Client.SendAsync(same);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);

        using var other = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(0, 9), IfRange = new(new EntityTagHeaderValue("\"other\"")) } };
        using var all = await _gateway.Client.SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, all.StatusCode);

        using var behind = await RangeAsync(address, 100_000_000, null);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, behind.StatusCode);
    }

    [Fact]
    public async Task Whole_BeyondFourGigabytes_IsRf64AndReadsOnlyWhatIsAskedFor()
    {
        const long Samples = 1_500_000_000;
        await using var gateway = await JobGateway.StartAsync();
        var job = await OrderAsync(gateway);
        job.SamplesPerChapter = Samples;
        job.RenderAll();

        using var head = await gateway.Client.SendAsync(new(HttpMethod.Head, $"/api/jobs/{job.Id}/audio"));
        Assert.Equal(80 + (Samples * 4), head.Content.Headers.ContentLength);
        using var header = await RangeAsync($"/api/jobs/{job.Id}/audio", 0, 79, gateway);
        Assert.Equal(Rf64Header.ForLength(24_000, Samples * 4), await header.Content.ReadAsByteArrayAsync());
        using var last = await RangeAsync($"/api/jobs/{job.Id}/audio", null, 1_000, gateway);
        Assert.Equal(FakeAudio.Pcm(1, Samples - 500, 500), await last.Content.ReadAsByteArrayAsync());
        Assert.InRange(gateway.Jobs.SamplesRead, 500, 20 * FakeAudio.ChunkSamples);
        Assert.Contains((1, Samples - 500), gateway.Jobs.Opened);
    }

    [Fact]
    public async Task Audio_GoesOnAtTheExactSampleAfterASiloDied()
    {
        await using var gateway = await JobGateway.StartAsync();
        var job = await OrderAsync(gateway);
        job.SamplesPerChapter = 10 * FakeAudio.ChunkSamples;
        job.RenderAll();
        gateway.Jobs.AudioFaults.Enqueue((3, new Orleans.Runtime.SiloUnavailableException("gone")));
        gateway.Jobs.AudioFaults.Enqueue((0, new TimeoutException("still gone")));
        gateway.Jobs.AudioFaults.Enqueue((4, null));

        var wav = Wav.Parse(await gateway.Client.GetByteArrayAsync($"/api/jobs/{job.Id}/chapters/1/audio"));

        Assert.Equal(FakeAudio.Pcm(0, 0, 10 * FakeAudio.ChunkSamples), wav.Pcm);
        Assert.Equal([0, 3 * FakeAudio.ChunkSamples, 3 * FakeAudio.ChunkSamples, 7 * FakeAudio.ChunkSamples], gateway.Jobs.Opened.Select(opening => opening.From));
    }

    [Fact]
    public async Task Audio_ThatStops_DoesNotLookWhole()
    {
        await using var gateway = await JobGateway.StartAsync();
        var job = await OrderAsync(gateway);
        job.SamplesPerChapter = 100 * FakeAudio.ChunkSamples;
        job.RenderAll();
        gateway.Jobs.AudioFaults.Enqueue((80, new JobRefusedException("The job was deleted while it was read.")));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => gateway.Client.GetByteArrayAsync($"/api/jobs/{job.Id}/chapters/1/audio"));
    }

    [Fact]
    public async Task Audio_NotFinished_IsToldWhenToComeBack()
    {
        var job = await OrderAsync(_gateway);
        job.RenderChapter();

        using var chapter = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/chapters/2/audio");
        await Problems.AssertProblemAsync(chapter, HttpStatusCode.Conflict, "Chapter 2 is waiting");
        Assert.Equal(TimeSpan.FromSeconds(2), chapter.Headers.RetryAfter?.Delta);
        using var whole = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/audio");
        await Problems.AssertProblemAsync(whole, HttpStatusCode.Conflict, "The job is running");
        using var none = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/chapters/3/audio");
        await Problems.AssertProblemAsync(none, HttpStatusCode.NotFound, "There is no chapter 3; the job has 2.");
        using var format = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/chapters/1/audio?format=ogg");
        await Problems.AssertProblemAsync(format, HttpStatusCode.BadRequest, "There is no format 'ogg'");
    }

    private async Task<FakeJob> DoneAsync()
    {
        var job = await OrderAsync(_gateway);
        job.RenderAll();
        return job;
    }

    private static Task<FakeJob> OrderAsync(JobGateway gateway) =>
        gateway.OrderAsync(new { title = "山居", text = "第一章 空山\n空。\n第二章 明月\n明月松间照，清泉石上流。", format = "wav" });

    private async Task<HttpResponseMessage> RangeAsync(string address, int? from, int? to, JobGateway? gateway = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(from, to) } };
        return await (gateway ?? _gateway).Client.SendAsync(request);
    }
}
