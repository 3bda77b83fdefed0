using System.Diagnostics;
using System.Net;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Jobs.Delivery;

/// <summary>The audio of jobs that has to be made: encoded, or at another volume.</summary>
public sealed class EncodedAudioTests : IAsyncLifetime
{
    private const int Samples = 40 * FakeAudio.ChunkSamples;
    private JobGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await JobGateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [FfmpegTheory]
    [InlineData("mp3", "audio/mpeg")]
    [InlineData("opus", "audio/ogg")]
    [InlineData("aac", "audio/aac")]
    public async Task Chapter_IsEncodedWholeAndAnswersRanges(string format, string mediaType)
    {
        var job = await DoneAsync(format, 1);
        var address = $"/api/jobs/{job.Id}/chapters/1/audio";

        using var response = await _gateway.Client.GetAsync(address);
        var file = await response.Content.ReadAsByteArrayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(1_001, 5_000), IfRange = new(response.Headers.ETag!) } };
        using var part = await _gateway.Client.SendAsync(request);

        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(file.Length, response.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(file[1_001..5_001], await part.Content.ReadAsByteArrayAsync());
        Assert.InRange((await DecodeAsync(file)).Length / 2, Samples - 3_000, Samples + 3_000);
    }

    [FfmpegFact]
    public async Task Whole_IsEncodedAsOneSound()
    {
        var job = await DoneAsync("flac", 1);

        var pcm = await DecodeAsync(await _gateway.Client.GetByteArrayAsync($"/api/jobs/{job.Id}/audio"));

        Assert.Equal([.. FakeAudio.Pcm(0, 0, Samples), .. FakeAudio.Pcm(1, 0, Samples)], pcm);
    }

    [FfmpegFact]
    public async Task ManyListeners_ShareOneEncoding()
    {
        var job = await DoneAsync("mp3", 1);

        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _gateway.Client.GetByteArrayAsync($"/api/jobs/{job.Id}/chapters/1/audio")));

        Assert.All(files, file => Assert.Equal(files[0], file));
        Assert.Equal((0, 0), Assert.Single(_gateway.Jobs.Opened));
    }

    [FfmpegFact]
    public async Task AnotherGateway_GivesTheSameBytesUnderTheSameTag()
    {
        var job = await DoneAsync("mp3", 1);
        await using var other = await JobGateway.StartAsync();
        other.Jobs.Job(job.Id).SamplesPerChapter = Samples;
        await other.Jobs.Job(job.Id).Submit(job.Order!);
        other.Jobs.Job(job.Id).Set(job.Status);

        using var here = await _gateway.Client.GetAsync($"/api/jobs/{job.Id}/chapters/2/audio");
        using var there = await other.Client.GetAsync($"/api/jobs/{job.Id}/chapters/2/audio");

        Assert.Equal(here.Headers.ETag, there.Headers.ETag);
        Assert.Equal(await here.Content.ReadAsByteArrayAsync(), await there.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Wav_AtAnotherVolume_IsMadeOnce()
    {
        var job = await DoneAsync("wav", 0.5);
        var address = $"/api/jobs/{job.Id}/chapters/1/audio";

        var wav = Wav.Parse(await _gateway.Client.GetByteArrayAsync(address));
        var again = Wav.Parse(await _gateway.Client.GetByteArrayAsync(address));

        var expected = new Speech.Audio.VolumeLimiter(0.5f, 24_000).Process(FakeAudio.Pcm(0, 0, Samples)).ToArray();
        Assert.Equal(expected, wav.Pcm);
        Assert.Equal(wav.Pcm, again.Pcm);
        Assert.Single(_gateway.Jobs.Opened);
    }

    [Fact]
    public async Task Whole_TooLargeForTheSpool_IsSentWhileItIsMade()
    {
        const int Large = 270 * FakeAudio.ChunkSamples;
        await using var gateway = await JobGateway.StartAsync(("Jobs:SpoolMegabytes", "16"));
        var job = await gateway.OrderAsync(new { text = "第一章\n空山。\n第二章\n明月。", format = "wav", volume = 0.5 });
        job.SamplesPerChapter = Large;
        job.RenderAll();
        var address = $"/api/jobs/{job.Id}/audio";

        using var response = await gateway.Client.GetAsync(address);
        var wav = Wav.Parse(await response.Content.ReadAsByteArrayAsync());
        using var head = await gateway.Client.SendAsync(new(HttpMethod.Head, address));
        gateway.Jobs.AudioFaults.Enqueue((200, new Abstractions.Rendering.JobRefusedException("The job was deleted while it was read.")));

        var expected = new Speech.Audio.VolumeLimiter(0.5f, 24_000).Process((byte[])[.. FakeAudio.Pcm(0, 0, Large), .. FakeAudio.Pcm(1, 0, Large)]).ToArray();
        Assert.True(expected.AsSpan().SequenceEqual(wav.Pcm));
        Assert.Empty(response.Headers.AcceptRanges);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("audio/wav", head.Content.Headers.ContentType?.MediaType);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => gateway.Client.GetByteArrayAsync(address));
    }

    [FfmpegFact]
    public async Task Encoding_ThatFails_IsAProblemAndIsTriedAnewByTheNext()
    {
        var job = await DoneAsync("mp3", 1);
        _gateway.Jobs.AudioFaults.Enqueue((2, new Abstractions.Rendering.JobRefusedException("The job was deleted while it was read.")));
        var address = $"/api/jobs/{job.Id}/chapters/1/audio";

        using var failed = await _gateway.Client.GetAsync(address);
        await Problems.AssertProblemAsync(failed, HttpStatusCode.ServiceUnavailable, "deleted while it was read");
        using var whole = await _gateway.Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Fact]
    public async Task WithoutFfmpeg_WavIsTheDefaultAndTheRestIsNamed()
    {
        await using var gateway = await JobGateway.StartAsync(("Encoder:Path", "/nowhere/ffmpeg"));
        var job = await gateway.OrderAsync(new { text = "你好。" });
        job.RenderAll();

        Assert.Equal("wav", job.Order!.Format);
        using var audio = await gateway.Client.GetAsync($"/api/jobs/{job.Id}/chapters/1/audio?format=mp3");
        await Problems.AssertProblemAsync(audio, HttpStatusCode.NotImplemented, "ffmpeg");
        using var order = await gateway.Client.PostAsync("/api/jobs", new StringContent("""{"text":"你好。","format":"opus"}""", null, "application/json"));
        await Problems.AssertProblemAsync(order, HttpStatusCode.NotImplemented, "ffmpeg");
    }

    private async Task<FakeJob> DoneAsync(string format, double volume)
    {
        var job = await _gateway.OrderAsync(new { text = "第一章\n空山。\n第二章\n明月。", format, volume });
        job.SamplesPerChapter = Samples;
        job.RenderAll();
        return job;
    }

    private static async Task<byte[]> DecodeAsync(byte[] file)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file);
            var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-i", path, "-ac", "1", "-ar", "24000", "-f", "s16le", "pipe:1"]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            using var pcm = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(pcm);
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return pcm.ToArray();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
