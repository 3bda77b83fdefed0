using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Routing;

/// <summary>Holds a style to its voice. Whoever asks has resolved it before; a network would take some wrong numbers and speak them wrong.</summary>
internal static class StyleLimits
{
    /// <summary>Refuses what the voice cannot speak.</summary>
    /// <exception cref="SpeechFailedException">The message names the number.</exception>
    public static void Check(SpeakingStyle style, Voice voice)
    {
        var (manifest, limits) = (voice.Manifest, voice.Manifest.Limits);
        Check(manifest.Speakers.Any(speaker => speaker.Id == style.Speaker), voice, "speaker", style.Speaker);
        Check(manifest.Emotions.Any(emotion => emotion.Id == style.Emotion), voice, "emotion", style.Emotion);
        Check(limits.Intensity.Contains(style.Intensity), voice, "intensity", style.Intensity);
        Check(limits.Rate.Contains(style.Rate), voice, "rate", style.Rate);
        Check(limits.Pitch.Contains(style.Pitch), voice, "pitch", style.Pitch);
    }

    private static void Check(bool holds, Voice voice, string what, float value)
    {
        if (!holds)
        {
            throw new SpeechFailedException(FormattableString.Invariant($"The voice '{voice.Manifest.Name}' has no {what} {value}."));
        }
    }
}
