using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TtsOrleans.Speech.Tests.Audio;

/// <summary>Encoded audio back to samples, to hear what was encoded.</summary>
internal static class FfmpegDecoder
{
    public static async Task<short[]> Decode(byte[] encoded, int sampleRate)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, encoded);
            var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true };
            foreach (var argument in new[] { "-v", "error", "-nostdin", "-i", file, "-ac", "1", "-ar", sampleRate.ToString(CultureInfo.InvariantCulture), "-f", "s16le", "pipe:1" })
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            using var pcm = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(pcm);
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            return MemoryMarshal.Cast<byte, short>(pcm.ToArray()).ToArray();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
