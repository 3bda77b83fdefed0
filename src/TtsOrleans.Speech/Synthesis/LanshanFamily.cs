using Microsoft.ML.OnnxRuntime;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>The family <c>lanshan</c>; its networks' inputs and outputs are those of <see cref="AcousticNetwork"/> and <see cref="VocoderNetwork"/>.</summary>
public sealed class LanshanFamily : IVoiceFamily
{
    /// <inheritdoc/>
    public string Name => "lanshan";

    /// <inheritdoc/>
    public string Fingerprint => EngineFingerprint.Current;

    /// <inheritdoc/>
    public ISpeechEngine Load(Voice voice)
    {
        var acoustic = Open(voice, voice.AcousticPath, AcousticNetwork.Inputs, AcousticNetwork.Outputs);
        try
        {
            var vocoder = Open(voice, voice.VocoderPath, VocoderNetwork.Inputs, VocoderNetwork.Outputs);
            return new LanshanEngine(
                new AcousticNetwork(acoustic, voice.Manifest.Limits.MaxUnits),
                new VocoderNetwork(vocoder, voice.Manifest.Hop),
                voice.Manifest.Vocoder.Context,
                voice.Manifest.Hop);
        }
        catch
        {
            acoustic.Dispose();
            throw;
        }
    }

    private static InferenceSession Open(Voice voice, string path, IReadOnlyCollection<string> inputs, IReadOnlyCollection<string> outputs)
    {
        InferenceSession session;
        try
        {
            session = OneThreadSession.Open(path);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new VoiceException($"Voice '{voice.Manifest.Name}': {Path.GetFileName(path)} cannot be loaded: {fault.Message}", fault);
        }

        if (inputs.ToHashSet().SetEquals(session.InputMetadata.Keys) && !outputs.Except(session.OutputMetadata.Keys).Any())
        {
            return session;
        }

        var found = $"{string.Join(", ", session.InputMetadata.Keys)} → {string.Join(", ", session.OutputMetadata.Keys)}";
        session.Dispose();
        throw new VoiceException(
            $"Voice '{voice.Manifest.Name}': {Path.GetFileName(path)} is no network of the family lanshan: expected {string.Join(", ", inputs)} → {string.Join(", ", outputs)}, found {found}.");
    }
}
