using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Voices;

/// <summary>Voices as callers see them.</summary>
internal static class VoiceDescriptions
{
    public static VoiceDescription Of(Voice voice)
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
