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
    public static VoiceCatalog Catalog(IVoiceFamily family) =>
        VoiceCatalog.Load(Path.Combine(AppContext.BaseDirectory, "models"), [family], null, NullLogger.Instance);
}
