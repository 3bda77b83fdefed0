using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TtsOrleans.Speech.Audio;

/// <summary>
/// Compressed formats by ffmpeg: one process a response, at most <see cref="FfmpegOptions.MaxProcesses"/> at once.
/// Nothing a client sends reaches the command line. Thread-safe.
/// </summary>
public sealed class FfmpegEncoder(FfmpegOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.MaxProcesses, options.MaxProcesses);

    /// <summary>Processes at work.</summary>
    public int Busy => options.MaxProcesses - _free.CurrentCount;

    /// <summary>Whether the program is there: asked before a response is begun. Looks, and starts nothing.</summary>
    public bool IsAvailable => ProgramFile.Find(options.Path) is not null;

    /// <summary>Takes one of the processes and starts it.</summary>
    /// <param name="format">A format that needs an encoder.</param>
    /// <param name="sampleRate">Samples a second of what will be fed.</param>
    /// <param name="cancellationToken">Ends the wait for a process; the encoding has a token of its own.</param>
    /// <returns>An encoding, which the caller disposes: that kills the process if it still runs, and frees its place.</returns>
    /// <exception cref="EncoderMissingException">The program is not installed.</exception>
    /// <exception cref="EncoderBusyException">None became free in time.</exception>
    public async Task<FfmpegEncoding> Start(AudioFormat format, int sampleRate, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (!format.NeedsEncoder)
        {
            throw new ArgumentException($"{format.Name} needs no encoder.", nameof(format));
        }

        var program = ProgramFile.Find(options.Path) ?? throw new EncoderMissingException(options.Path);
        var wait = TimeSpan.FromSeconds(options.WaitSeconds);
        if (!await _free.WaitAsync(wait, cancellationToken))
        {
            throw new EncoderBusyException(options.MaxProcesses, wait);
        }

        try
        {
            return new FfmpegEncoding(Launch(program, format, sampleRate), format.Name, () => _free.Release());
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public void Dispose() => _free.Dispose();

    private static Process Launch(string program, AudioFormat format, int sampleRate)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments(format, sampleRate))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start) ?? throw new EncoderMissingException(program);
        }
        catch (Win32Exception fault)
        {
            throw new EncoderMissingException(program, fault);
        }
    }

    /// <summary>Raw samples in, the format out, written as soon as there is a packet; without dates, versions and random serials, so that equal audio gives equal bytes.</summary>
    private static IEnumerable<string> Arguments(AudioFormat format, int sampleRate) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error",
        "-f", "s16le", "-ar", sampleRate.ToString(CultureInfo.InvariantCulture), "-ac", "1", "-probesize", "32", "-i", "pipe:0",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact",
        .. format.EncoderArguments,
        "-flush_packets", "1", "pipe:1",
    ];
}
