using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using TtsOrleans.Speech.Audio;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Tests.Synthesis;

/// <summary>An entry of <c>reference.json</c>: what was spoken, and how it must sound.</summary>
internal sealed record Rendering(
    string File,
    string Text,
    string Speaker,
    string Emotion,
    float Intensity,
    float Rate,
    float Pitch,
    ImmutableArray<SpeechUnit> Units,
    ImmutableArray<int> Durations)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static ImmutableArray<Rendering> ReadAll(string path) =>
        JsonSerializer.Deserialize<ImmutableArray<Rendering>>(System.IO.File.ReadAllText(path), s_json);

    public EngineInput ToInput(Voice voice, WindowPlan plan)
    {
        var units = voice.Units.Encode(Units);
        return new(
            units.Sy,
            units.Tone,
            units.SyllableFlag,
            units.WordSegment,
            voice.Manifest.Speakers.Single(speaker => speaker.Name == Speaker).Id,
            voice.Manifest.Emotions.Single(emotion => emotion.Name == Emotion).Id,
            Intensity,
            Rate,
            Pitch,
            plan);
    }

    /// <summary>Samples of the WAV file beside the entry.</summary>
    public short[] Samples(string folder) =>
        MemoryMarshal.Cast<byte, short>(System.IO.File.ReadAllBytes(Path.Combine(folder, File)).AsSpan(WavHeader.Length)).ToArray();
}
