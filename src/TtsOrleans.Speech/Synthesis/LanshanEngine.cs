using TtsOrleans.Speech.Audio;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>A voice of the family <c>lanshan</c>: an acoustic network with durations of its own and a vocoder that can be cut into windows exactly.</summary>
internal sealed class LanshanEngine(AcousticNetwork acoustic, VocoderNetwork vocoder, int context, int hop) : ISpeechEngine
{
    public IEnumerable<EngineOutput> Speak(EngineInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var frames = acoustic.Run(input);
        yield return new FrameDurations(frames.Durations, hop);

        foreach (var window in WindowCuts.Of(input.Plan, frames.Count, context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new PcmWindow((long)window.Begin * hop, Pcm16.FromFloat(vocoder.Run(frames, window)));
        }
    }

    public void Dispose()
    {
        acoustic.Dispose();
        vocoder.Dispose();
    }
}
