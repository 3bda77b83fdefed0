using System.Collections.Immutable;
using Orleans.Concurrency;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Voices;

/// <summary>Describes the silo's voices; they do not change while it lives.</summary>
[StatelessWorker(1, removeIdleWorkers: false)]
internal sealed class VoiceDirectory(VoiceCatalog catalog) : Grain, IVoiceDirectory
{
    private readonly ImmutableArray<VoiceDescription> _voices = [.. catalog.Voices.Select(Describe)];

    public Task<ImmutableArray<VoiceDescription>> GetVoices() => Task.FromResult(_voices);

    private static VoiceDescription Describe(Voice voice)
    {
        var manifest = voice.Manifest;
        return new(
            new VoiceReference(manifest.Name, voice.Hash),
            manifest.Version,
            manifest.Language,
            manifest.License,
            manifest.Description,
            manifest.SampleRate,
            [.. manifest.Speakers.Select(speaker => new SpeakerDescription(speaker.Id, speaker.Name, speaker.Gender, speaker.Description))],
            [.. manifest.Emotions.Select(emotion => new EmotionDescription(emotion.Id, emotion.Name, emotion.Label))],
            Range(manifest.Limits.Rate),
            Range(manifest.Limits.Pitch),
            Range(manifest.Limits.Intensity));
    }

    private static NumberRange Range(VoiceRange range) => new(range.Low, range.High);
}
