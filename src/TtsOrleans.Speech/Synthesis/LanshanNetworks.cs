using Microsoft.ML.OnnxRuntime;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>The two networks of a voice, opened and checked. Any number of threads may run them at once; their weights are in memory once.</summary>
internal sealed class LanshanNetworks : IDisposable
{
    private LanshanNetworks(InferenceSession acoustic, InferenceSession vocoder)
    {
        Acoustic = acoustic;
        Vocoder = vocoder;
    }

    /// <summary>Units to frames.</summary>
    public InferenceSession Acoustic { get; }

    /// <summary>Frames to samples.</summary>
    public InferenceSession Vocoder { get; }

    /// <summary>Opens both.</summary>
    /// <exception cref="VoiceException">A file is missing or no network of the family.</exception>
    public static LanshanNetworks Open(Voice voice)
    {
        var acoustic = Open(voice, voice.AcousticPath, AcousticNetwork.Inputs, AcousticNetwork.Outputs);
        try
        {
            return new(acoustic, Open(voice, voice.VocoderPath, VocoderNetwork.Inputs, VocoderNetwork.Outputs));
        }
        catch
        {
            acoustic.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Acoustic.Dispose();
        Vocoder.Dispose();
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
