using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>The product's own front end and voice, loaded once for all tests: both are immutable.</summary>
internal static class RealSpeech
{
    private static readonly Lazy<TextFrontEnd> LazyFrontEnd = new(() => TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend")));
    private static readonly Lazy<VoiceCatalog> LazyVoices = new(() => Catalog(new LanshanFamily()));

    public static TextFrontEnd FrontEnd => LazyFrontEnd.Value;

    public static VoiceCatalog Voices => LazyVoices.Value;

    public static VoiceReference Voice => new(Voices.Default.Manifest.Name, Voices.Default.Hash);

    /// <summary>The real voice with another engine.</summary>
    public static VoiceCatalog Catalog(IVoiceFamily family) => Catalog(family, Path.Combine(AppContext.BaseDirectory, "models"));

    /// <summary>The voices of a folder.</summary>
    public static VoiceCatalog Catalog(IVoiceFamily family, string folder) => VoiceCatalog.Load(folder, [family], null, NullLogger.Instance);

    /// <summary>Copies the real voice into a folder as another version of it: its manifest says something else, and so it has another hash.</summary>
    public static void CopyAsVersion(string version, string folder)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, Voice.Name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Voices.Default.Directory))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var manifest = Path.Combine(copy, "voice.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace($"\"{Voices.Default.Manifest.Version}\"", $"\"{version}\"", StringComparison.Ordinal));
    }
}
