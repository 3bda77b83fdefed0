using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>
/// The family <c>lanshan</c>; its networks' inputs and outputs are those of <see cref="AcousticNetwork"/> and <see cref="VocoderNetwork"/>.
/// Engines of one voice share its weights.
/// </summary>
public sealed class LanshanFamily : IVoiceFamily
{
    private readonly SharedNetworks _shared = new();

    /// <inheritdoc/>
    public string Name => "lanshan";

    /// <inheritdoc/>
    public string Fingerprint => EngineFingerprint.Current;

    /// <inheritdoc/>
    public ISpeechEngine Load(Voice voice) => new LanshanEngine(voice, _shared.Hold(voice), () => _shared.Release(voice));
}
