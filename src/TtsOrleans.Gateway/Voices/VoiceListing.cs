using TtsOrleans.Abstractions.Voices;

namespace TtsOrleans.Gateway.Voices;

/// <summary>Answer of <c>/api/voices</c>: what can be asked of <c>/api/tts</c>.</summary>
/// <param name="Default">Voice that speaks where none is named.</param>
/// <param name="Formats">Audio formats, the default one first.</param>
/// <param name="MaxCharacters">Longest text of a request, in Unicode scalars.</param>
/// <param name="Volume">Lowest and highest volume.</param>
/// <param name="Voices">The voices, the default one first.</param>
internal sealed record VoiceListing(string Default, IEnumerable<string> Formats, int MaxCharacters, float[] Volume, IEnumerable<ListedVoice> Voices);

/// <summary>A voice; speakers and emotions begin with its defaults.</summary>
internal sealed record ListedVoice(
    string Name,
    string Version,
    string Hash,
    string Language,
    string License,
    string Description,
    int SampleRate,
    IEnumerable<SpeakerDescription> Speakers,
    IEnumerable<EmotionDescription> Emotions,
    VoiceLimits Limits)
{
    /// <summary>As clients see it.</summary>
    public static ListedVoice Of(VoiceDescription voice) => new(
        voice.Reference.Name,
        voice.Version,
        voice.Reference.Hash,
        voice.Language,
        voice.License,
        voice.Description,
        voice.SampleRate,
        voice.Speakers,
        voice.Emotions,
        new(Pair(voice.Rate), Pair(voice.Pitch), Pair(voice.Intensity)));

    /// <summary>Lowest and highest.</summary>
    public static float[] Pair(NumberRange range) => [range.Low, range.High];
}

/// <summary>Lowest and highest speed, shift in semitones, and strength of emotion.</summary>
internal sealed record VoiceLimits(float[] Rate, float[] Pitch, float[] Intensity);
