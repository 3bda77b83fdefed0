using System.Diagnostics;
using System.Globalization;
using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Tests.Audio;

public sealed class Rf64HeaderTests
{
    private const long FiveGigabytes = 5_000_000_000;

    [Fact]
    public void ForLength_IsTheStandardHeader() => Assert.Equal(
        "52463634FFFFFFFF57415645" // RF64, no size, WAVE
        + "647336341C000000" + "48F2052A01000000" + "00F2052A01000000" + "00F9029500000000" + "00000000" // ds64: file, data, samples, no table
        + "666D7420100000000100010" + "0C05D000080BB000002001000"
        + "64617461FFFFFFFF",
        Convert.ToHexString(Rf64Header.ForLength(24_000, FiveGigabytes)));

    [Theory]
    [InlineData(0, "RIFF")]
    [InlineData(WavHeader.MaxDataBytes - 1, "RIFF")]
    [InlineData(WavHeader.MaxDataBytes + 1, "RF64")]
    public void ForAnyLength_TakesTheHeaderThatHoldsIt(long bytes, string mark) =>
        Assert.Equal(mark, System.Text.Encoding.ASCII.GetString(WavHeader.ForAnyLength(24_000, bytes), 0, 4));

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    public void ForLength_HalfASample_IsRefused(long bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rf64Header.ForLength(24_000, bytes));

    [FfmpegFact]
    public async Task Ffmpeg_HearsTheLastSecondOfFiveGigabytes()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            // Only the header and the last sample take room on the disk.
            await using (var file = File.Create(path))
            {
                await file.WriteAsync(Rf64Header.ForLength(24_000, FiveGigabytes));
                file.SetLength(Rf64Header.Length + FiveGigabytes);
                file.Position = file.Length - 2;
                await file.WriteAsync(new byte[] { 0x39, 0x30 });
            }

            var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { "-v", "error", "-nostdin", "-ss", ((FiveGigabytes / 48_000) - 1).ToString(CultureInfo.InvariantCulture), "-i", path, "-f", "s16le", "pipe:1" })
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            using var pcm = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(pcm);
            await process.WaitForExitAsync();
            Assert.Equal("", await errors);
            Assert.InRange(pcm.Length, 48_000, 3 * 48_000);
            Assert.Equal(12_345, BitConverter.ToInt16(pcm.ToArray().AsSpan()[^2..]));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
