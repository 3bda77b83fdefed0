using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Scaling;

/// <summary>
/// The family <c>simulated</c>: a piece takes its time and no processor, so that any number of slots can be had on one machine. What it
/// makes is a function of the piece.
/// </summary>
internal sealed class SimulatedFamily(TimeSpan piece) : IVoiceFamily
{
    /// <summary>What manifests of such voices say.</summary>
    public const string FamilyName = "simulated";

    private const int Hop = 300;
    private const int FramesPerUnit = 16;
    private const int BytesPerSample = 2;

    public string Name => FamilyName;

    public string Fingerprint => "simulated-1";

    public ISpeechEngine Load(Voice voice) => new Engine(piece);

    private sealed class Engine(TimeSpan piece) : ISpeechEngine
    {
        public IEnumerable<EngineOutput> Speak(EngineInput input, CancellationToken cancellationToken)
        {
            yield return new FrameDurations([.. Enumerable.Repeat(FramesPerUnit, input.Sy.Length)], Hop);
            if (cancellationToken.WaitHandle.WaitOne(piece))
            {
                throw new OperationCanceledException(cancellationToken);
            }

            var pcm = new byte[input.Sy.Length * FramesPerUnit * Hop * BytesPerSample];
            for (var i = 0; i < pcm.Length; i++)
            {
                pcm[i] = (byte)(i + input.Sy[i % input.Sy.Length]);
            }

            yield return new PcmWindow(0, pcm);
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
