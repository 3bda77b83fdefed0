using System.Diagnostics;
using System.Net;
using TtsOrleans.Gateway.Tests.Support;

namespace TtsOrleans.Gateway.Tests.Speaking;

[Collection(SharedGateway.Name)]
public sealed class FormatTests(SharedGateway shared)
{
    private const string Text = "你好，世界。今天天气很好。";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pcm_is_the_wav_file_without_its_header(bool stream)
    {
        var wav = Wav.Parse(await (await shared.Host.SpeakAsync(new { text = Text })).Content.ReadAsByteArrayAsync());

        using var response = await shared.Host.SpeakAsync(new { text = Text, format = "pcm", stream });

        Assert.Equal("audio/pcm", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(wav.Pcm, await response.Content.ReadAsByteArrayAsync());
    }

    [FfmpegTheory]
    [InlineData("mp3", "audio/mpeg", false)]
    [InlineData("mp3", "audio/mpeg", true)]
    [InlineData("opus", "audio/ogg", false)]
    [InlineData("opus", "audio/ogg", true)]
    [InlineData("flac", "audio/flac", false)]
    [InlineData("aac", "audio/aac", true)]
    public async Task A_compressed_format_decodes_to_the_same_length(string format, string type, bool stream)
    {
        var wav = Wav.Parse(await (await shared.Host.SpeakAsync(new { text = Text })).Content.ReadAsByteArrayAsync());

        using var response = await shared.Host.SpeakAsync(new { text = Text, format, stream });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal($"attachment; filename=speech.{format}", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal(stream, response.Headers.TransferEncodingChunked ?? false);
        var decoded = await DecodeAsync(await response.Content.ReadAsByteArrayAsync());

        // Encoders work in frames, and some begin with silence.
        Assert.InRange(decoded.Length - wav.Pcm.Length, -24000 * 2 / 10, 24000 * 2 / 10);
    }

    [FfmpegFact]
    public async Task A_compressed_answer_has_ranges_and_a_stable_tag()
    {
        using var first = await shared.Host.SpeakAsync(new { text = Text, format = "mp3" });
        using var second = await shared.Host.SpeakAsync(new { text = Text, format = "mp3" });

        Assert.NotNull(first.Headers.ETag);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task Without_its_encoder_a_format_is_not_implemented_and_wav_still_is()
    {
        await using var host = await GatewayHost.StartAsync(("Encoder:Path", "no-such-encoder"));

        using var mp3 = await host.SpeakAsync(new { text = Text, format = "mp3" });
        using var wav = await host.SpeakAsync(new { text = Text });

        await Problems.AssertProblemAsync(mp3, HttpStatusCode.NotImplemented, "ffmpeg");
        Assert.Equal(HttpStatusCode.OK, wav.StatusCode);
    }

    private static async Task<byte[]> DecodeAsync(byte[] encoded)
    {
        using var decoder = Process.Start(new ProcessStartInfo("ffmpeg", "-v error -i pipe:0 -f s16le -ar 24000 -ac 1 pipe:1")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var decoded = new MemoryStream();
        var reading = decoder.StandardOutput.BaseStream.CopyToAsync(decoded);
        await decoder.StandardInput.BaseStream.WriteAsync(encoded);
        decoder.StandardInput.Close();
        await reading;
        await decoder.WaitForExitAsync();
        Assert.Equal(0, decoder.ExitCode);
        return decoded.ToArray();
    }
}
