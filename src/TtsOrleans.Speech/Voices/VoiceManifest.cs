using System.Collections.Immutable;

namespace TtsOrleans.Speech.Voices;

/// <summary><c>voice.json</c> as written. <see cref="VoiceManifestReader"/> makes and checks it; what it holds can be relied on.</summary>
/// <param name="Format">Version of the manifest's own form; 1.</param>
/// <param name="Family">Names the <see cref="IVoiceFamily"/> that runs the networks.</param>
/// <param name="Name">The voice's name, equal to its folder's.</param>
/// <param name="Version">The voice's own version.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="License">SPDX identifier.</param>
/// <param name="Description">One line for people.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Hop">Samples a frame.</param>
/// <param name="Erhua">Whether the voice was trained on the erhua phones; where not, 儿 is spoken as a syllable of its own.</param>
/// <param name="Acoustic">The network from units to frames.</param>
/// <param name="Vocoder">The network from frames to samples.</param>
/// <param name="Speakers">At least one; ids and names are unique.</param>
/// <param name="Emotions">At least the neutral one, id 0; ids and names are unique.</param>
/// <param name="Limits">What the voice can be asked for.</param>
/// <param name="Units">Its inventories: the position in a list is the id.</param>
public sealed record VoiceManifest(
    int Format,
    string Family,
    string Name,
    string Version,
    string Language,
    string License,
    string Description,
    int SampleRate,
    int Hop,
    bool Erhua,
    VoiceAcoustic Acoustic,
    VoiceVocoder Vocoder,
    ImmutableArray<VoiceSpeaker> Speakers,
    ImmutableArray<VoiceEmotion> Emotions,
    VoiceLimits Limits,
    VoiceUnits Units);

/// <summary>The acoustic network.</summary>
/// <param name="File">A file in the voice's folder.</param>
public sealed record VoiceAcoustic(string File);

/// <summary>The vocoder network.</summary>
/// <param name="File">A file in the voice's folder.</param>
/// <param name="Context">Frames of overlap on each side that make a window equal to the same frames of the whole.</param>
public sealed record VoiceVocoder(string File, int Context);

/// <summary>A speaker of a voice.</summary>
public sealed record VoiceSpeaker(int Id, string Name, string Gender, string Description);

/// <summary>An emotion of a voice; <paramref name="Label"/> is its Chinese name.</summary>
public sealed record VoiceEmotion(int Id, string Name, string Label);

/// <summary>The numbers a voice accepts.</summary>
/// <param name="MaxUnits">Units of one piece, at most.</param>
/// <param name="Rate">Speed; holds 1.</param>
/// <param name="Pitch">Semitones; holds 0.</param>
/// <param name="Intensity">Strength of the emotion; holds 0 and 1.</param>
public sealed record VoiceLimits(int MaxUnits, VoiceRange Rate, VoiceRange Pitch, VoiceRange Intensity);

/// <summary>The four inventories; the position in a list is the id.</summary>
public sealed record VoiceUnits(
    ImmutableArray<string> Sy,
    ImmutableArray<string> Tone,
    ImmutableArray<string> SyllableFlag,
    ImmutableArray<string> WordSegment);
