using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Abstractions.Voices;

/// <summary>What a client may ask of a voice.</summary>
/// <param name="Reference">Name and hash.</param>
/// <param name="Version">The voice's own version.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="License">SPDX identifier.</param>
/// <param name="Description">One line for people.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Speakers">Its speakers, the default one first.</param>
/// <param name="Emotions">Its emotions, neutral first.</param>
/// <param name="Rate">Speeds it can speak at.</param>
/// <param name="Pitch">Shifts in semitones.</param>
/// <param name="Intensity">Strengths of emotion.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.VoiceDescription")]
public sealed record VoiceDescription(
    [property: Id(0)] VoiceReference Reference,
    [property: Id(1)] string Version,
    [property: Id(2)] string Language,
    [property: Id(3)] string License,
    [property: Id(4)] string Description,
    [property: Id(5)] int SampleRate,
    [property: Id(6)] ImmutableArray<SpeakerDescription> Speakers,
    [property: Id(7)] ImmutableArray<EmotionDescription> Emotions,
    [property: Id(8)] NumberRange Rate,
    [property: Id(9)] NumberRange Pitch,
    [property: Id(10)] NumberRange Intensity);

/// <summary>A speaker of a voice.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SpeakerDescription")]
public sealed record SpeakerDescription(
    [property: Id(0)] int Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Gender,
    [property: Id(3)] string Description);

/// <summary>An emotion of a voice; <paramref name="Label"/> is its Chinese name.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.EmotionDescription")]
public sealed record EmotionDescription(
    [property: Id(0)] int Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Label);

/// <summary>Both ends included.</summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.NumberRange")]
public readonly record struct NumberRange([property: Id(0)] float Low, [property: Id(1)] float High)
{
    /// <summary>Whether <paramref name="value"/> is a number within the range.</summary>
    public bool Contains(float value) => value >= Low && value <= High;
}
