using TtsOrleans.Speech.Synthesis;

namespace TtsOrleans.Speech.Voices;

/// <summary>How voices of one kind of network are run; <c>family</c> in <c>voice.json</c> names it.</summary>
public interface IVoiceFamily
{
    /// <summary>The name, as manifests write it.</summary>
    string Name { get; }

    /// <summary>What, beside the voice itself, decides about the bits that come out: library version, processor features, engine version.</summary>
    string Fingerprint { get; }

    /// <summary>Loads the voice's networks into sessions of one thread; a slow call (tens of milliseconds and megabytes).</summary>
    /// <exception cref="VoiceException">A file is missing or no network of this family.</exception>
    ISpeechEngine Load(Voice voice);
}
