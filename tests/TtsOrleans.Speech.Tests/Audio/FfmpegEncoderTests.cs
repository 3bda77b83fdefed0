using System.Diagnostics;
using System.Runtime.CompilerServices;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Tests.Audio;

public sealed class FfmpegEncoderTests : IDisposable
{
    private const int Rate = 24_000;

    private readonly FfmpegEncoder _encoder = new(new FfmpegOptions { MaxProcesses = 2, WaitSeconds = 0 });

    public void Dispose() => _encoder.Dispose();

    public static TheoryData<string> Encoded => [.. AudioFormats.All.Where(format => format.NeedsEncoder).Select(format => format.Name)];

    [FfmpegTheory]
    [MemberData(nameof(Encoded))]
    public async Task Encode_TwoSecondsOfTone_DecodesToTheSameTone(string name)
    {
        var tone = Tone(2 * Rate);

        var encoded = await Encode(name, Chunks(tone, 5_000));
        var decoded = await FfmpegDecoder.Decode(encoded, Rate);

        Assert.InRange(encoded.Length, 1_000, (tone.Length * 2) - 1);
        Assert.InRange(decoded.Length, tone.Length - 100, tone.Length + 3_000);
        Assert.InRange(decoded.Max(sample => (int)sample), 9_000, 11_000);
        Assert.InRange(Crossings(decoded.AsSpan(Rate / 2, Rate)), 439, 441); // away from the codec's run-in and run-out
        if (name == "flac")
        {
            Assert.Equal(tone, decoded);
        }
    }

    [FfmpegTheory]
    [MemberData(nameof(Encoded))]
    public async Task Encode_SameSamplesInOtherChunks_GivesTheSameBytes(string name)
    {
        var tone = Tone(Rate);

        Assert.Equal(await Encode(name, Chunks(tone, 977)), await Encode(name, Chunks(tone, 20_000)));
    }

    [FfmpegFact]
    public async Task Encode_Stream_YieldsBeforeTheSourceEnds()
    {
        await using var encoding = await _encoder.Start(AudioFormats.Mp3, Rate, default);
        var heard = new TaskCompletionSource();

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Endless()
        {
            yield return Bytes(Tone(2 * Rate));
            await heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await foreach (var chunk in encoding.Encode(Endless(), default))
        {
            Assert.False(chunk.IsEmpty);
            heard.TrySetResult();
        }

        Assert.True(heard.Task.IsCompletedSuccessfully);
    }

    [FfmpegFact]
    public async Task Encode_Cancelled_KillsTheProcessAndFreesItsPlace()
    {
        using var cancellation = new CancellationTokenSource();
        var encoding = await _encoder.Start(AudioFormats.Opus, Rate, default);
        var process = Process.GetProcessById(encoding.ProcessId);
        Assert.Equal(1, _encoder.Busy);

        var reading = Read(encoding.Encode(Silent(cancellation.Token), cancellation.Token));
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await encoding.DisposeAsync();
        Assert.True(process.HasExited);
        Assert.Equal(0, _encoder.Busy);
    }

    [FfmpegFact]
    public async Task DisposeAsync_ReaderLeavesEarly_KillsTheProcessAndEndsTheSource()
    {
        var source = new EndlessTone();
        var encoding = await _encoder.Start(AudioFormats.Flac, Rate, default);
        var process = Process.GetProcessById(encoding.ProcessId);

        await foreach (var chunk in encoding.Encode(source.Chunks(), default))
        {
            break;
        }

        await encoding.DisposeAsync();

        Assert.True(process.HasExited);
        Assert.True(source.Ended);
        Assert.Equal(0, _encoder.Busy);
    }

    [FfmpegFact]
    public async Task DisposeAsync_NeverRead_KillsTheProcess()
    {
        var encoding = await _encoder.Start(AudioFormats.Mp3, Rate, default);
        var process = Process.GetProcessById(encoding.ProcessId);

        await encoding.DisposeAsync();
        await encoding.DisposeAsync();

        Assert.True(process.HasExited);
        Assert.Equal(0, _encoder.Busy);
    }

    [FfmpegFact]
    public async Task Encode_SourceFails_ThrowsItsFault()
    {
        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Failing()
        {
            yield return new byte[4_000];
            await Task.Yield();
            throw new InvalidDataException("the source broke");
        }

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => Encode("mp3", Failing()));

        Assert.Equal("the source broke", fault.Message);
        Assert.Equal(0, _encoder.Busy);
    }

    [FfmpegFact]
    public async Task Encode_FfmpegGivesUp_ThrowsWhatItReported()
    {
        var impossible = new AudioFormat("none", "audio/none", ".none", ["-c:a", "no_such_codec", "-f", "mp3"]);
        await using var encoding = await _encoder.Start(impossible, Rate, default);

        var fault = await Assert.ThrowsAsync<EncoderFailedException>(() => Read(encoding.Encode(new EndlessTone().Chunks(), default)));

        Assert.NotEqual(0, fault.ExitCode);
        Assert.Contains("no_such_codec", fault.Report, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public async Task Start_AllBusy_IsRefusedUntilOneIsFree()
    {
        await using var first = await _encoder.Start(AudioFormats.Mp3, Rate, default);
        var second = await _encoder.Start(AudioFormats.Mp3, Rate, default);

        await Assert.ThrowsAsync<EncoderBusyException>(() => _encoder.Start(AudioFormats.Mp3, Rate, default));

        await second.DisposeAsync();
        await using var third = await _encoder.Start(AudioFormats.Mp3, Rate, default);
        Assert.Equal(2, _encoder.Busy);
    }

    [Theory]
    [InlineData("no-such-program-anywhere")]
    [InlineData("/no/such/ffmpeg")]
    public async Task Start_NotInstalled_SaysSo(string path)
    {
        using var encoder = new FfmpegEncoder(new FfmpegOptions { Path = path });

        Assert.False(encoder.IsAvailable);
        var fault = await Assert.ThrowsAsync<EncoderMissingException>(() => encoder.Start(AudioFormats.Mp3, Rate, default));

        Assert.Contains("ffmpeg", fault.Message, StringComparison.Ordinal);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, encoder.Busy);
    }

    [Fact]
    public async Task Start_FormatWithoutEncoder_IsAnError() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _encoder.Start(AudioFormats.Wav, Rate, default));

    private async Task<byte[]> Encode(string format, IAsyncEnumerable<ReadOnlyMemory<byte>> pcm)
    {
        await using var encoding = await _encoder.Start(AudioFormats.Find(format)!, Rate, default);
        return await Read(encoding.Encode(pcm, default));
    }

    private static async Task<byte[]> Read(IAsyncEnumerable<ReadOnlyMemory<byte>> chunks)
    {
        var all = new List<byte>();
        await foreach (var chunk in chunks)
        {
            all.AddRange(chunk.Span);
        }

        return [.. all];
    }

    private static short[] Tone(int samples) => [.. Enumerable.Range(0, samples).Select(n => (short)(10_000 * Math.Sin(2 * Math.PI * 440 * n / Rate)))];

    private static int Crossings(ReadOnlySpan<short> samples)
    {
        var crossings = 0;
        for (var index = 1; index < samples.Length; index++)
        {
            crossings += samples[index - 1] < 0 && samples[index] >= 0 ? 1 : 0;
        }

        return crossings;
    }

    private static byte[] Bytes(IEnumerable<short> samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks(short[] samples, int length)
    {
        foreach (var chunk in samples.Chunk(length))
        {
            await Task.Yield();
            yield return Bytes(chunk);
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Silent([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    private sealed class EndlessTone
    {
        public bool Ended { get; private set; }

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks()
        {
            try
            {
                for (var chunk = Bytes(Tone(Rate)); ;)
                {
                    await Task.Yield();
                    yield return chunk;
                }
            }
            finally
            {
                Ended = true;
            }
        }
    }
}
