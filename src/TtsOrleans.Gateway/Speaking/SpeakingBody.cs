using System.ComponentModel;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>The body of <c>/api/tts</c> as the API's description shows it; <see cref="JsonWish"/> reads it.</summary>
internal sealed record SpeakingBody(
    [property: Description("The text to speak.")] string Text,
    [property: Description("Name of a voice; the first of /api/voices.")] string? Voice,
    [property: Description("Name or id of a speaker of the voice; its first.")] string? Speaker,
    [property: Description("Name, Chinese label or id of an emotion of the voice; neutral.")] string? Emotion,
    [property: Description("Strength of the emotion, within the voice's limits; 1.")] double? Intensity,
    [property: Description("Speed, within the voice's limits; 1.")] double? Speed,
    [property: Description("Shift in semitones, within the voice's limits; 0.")] double? Pitch,
    [property: Description("Loudness, 0 to 2; 1.")] double? Volume,
    [property: Description("wav, pcm, mp3, opus, flac or aac; wav.")] string? Format,
    [property: Description("Whether the audio is sent while it is made; false.")] bool? Stream);
