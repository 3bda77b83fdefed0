using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TtsOrleans.Speech.Audio;

/// <summary>The formats by name. Bit rates are transparent for one voice at 24 kHz.</summary>
public static class AudioFormats
{
    /// <summary>RIFF WAVE, 16 bits, mono.</summary>
    public static AudioFormat Wav { get; } = new("wav", "audio/wav", ".wav", []);

    /// <summary>The bare samples: 16-bit little-endian, mono, no header.</summary>
    public static AudioFormat Pcm { get; } = new("pcm", "audio/pcm", ".pcm", []);

    /// <summary>MPEG layer III. No Xing frame: it could be completed only after the last sample.</summary>
    public static AudioFormat Mp3 { get; } = new("mp3", "audio/mpeg", ".mp3", ["-c:a", "libmp3lame", "-b:a", "64k", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3"]);

    /// <summary>Opus in Ogg; a page every 0.2 s, so that a stream's first sound does not wait for a second of audio.</summary>
    public static AudioFormat Opus { get; } = new("opus", "audio/ogg", ".opus", ["-c:a", "libopus", "-b:a", "48k", "-page_duration", "200000", "-f", "ogg"]);

    /// <summary>Lossless.</summary>
    public static AudioFormat Flac { get; } = new("flac", "audio/flac", ".flac", ["-c:a", "flac", "-f", "flac"]);

    /// <summary>AAC-LC in ADTS frames.</summary>
    public static AudioFormat Aac { get; } = new("aac", "audio/aac", ".aac", ["-c:a", "aac", "-b:a", "80k", "-f", "adts"]);

    /// <summary>All formats, the default one first.</summary>
    public static ImmutableArray<AudioFormat> All { get; } = [Wav, Pcm, Mp3, Opus, Flac, Aac];

    private static readonly FrozenDictionary<string, AudioFormat> s_byName = All.ToFrozenDictionary(format => format.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The format of that name in any case, or null.</summary>
    public static AudioFormat? Find(string name) => s_byName.GetValueOrDefault(name);
}
