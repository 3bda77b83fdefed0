using System.Diagnostics;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Scaling;

/// <summary>
/// The family <c>simulated</c>: a piece takes its time and no processor, so that any number of slots can be had on one machine. What it
/// makes is a function of the piece.
/// </summary>
/// <param name="piece">What a piece takes.</param>
/// <param name="audio">Length of its audio at 24 kHz, at least a frame a unit; null for as long as speech would be.</param>
/// <param name="begun">Told of each piece that is begun, but for the one with which an engine is warmed up.</param>
/// <param name="times">Takes down when slots are at work; null for nothing.</param>
internal sealed class SimulatedFamily(TimeSpan piece, TimeSpan? audio = null, Action? begun = null, SlotTimes? times = null) : IVoiceFamily
{
    /// <summary>What manifests of such voices say.</summary>
    public const string FamilyName = "simulated";

    /// <summary>A piece of this emotion takes <see cref="LongFactor"/> times as long.</summary>
    public const int LongEmotion = 1;

    /// <summary>See <see cref="LongEmotion"/>.</summary>
    public const int LongFactor = 20;

    private const int SampleRate = 24_000;
    private const int Hop = 300;
    private const int FramesPerUnit = 16;
    private const int BytesPerSample = 2;

    public string Name => FamilyName;

    public string Fingerprint => "simulated-1";

    public ISpeechEngine Load(Voice voice) => new Engine(piece, audio, begun, times);

    private sealed class Engine(TimeSpan piece, TimeSpan? audio, Action? begun, SlotTimes? times) : ISpeechEngine
    {
        private bool _warm;

        public IEnumerable<EngineOutput> Speak(EngineInput input, CancellationToken cancellationToken)
        {
            if (_warm)
            {
                begun?.Invoke();
            }

            _warm = true;
            var since = Stopwatch.GetTimestamp();
            var frames = FramesOf(input.Sy.Length);
            yield return new FrameDurations([.. frames], Hop);
            if (cancellationToken.WaitHandle.WaitOne(input.Emotion == LongEmotion ? piece * LongFactor : piece))
            {
                throw new OperationCanceledException(cancellationToken);
            }

            var pcm = new byte[frames.Sum() * Hop * BytesPerSample];
            for (var i = 0; i < pcm.Length; i++)
            {
                pcm[i] = (byte)(i + input.Sy[i % input.Sy.Length]);
            }

            yield return new PcmWindow(0, pcm);
            times?.Add(this, since, Stopwatch.GetTimestamp());
        }

        public void Dispose()
        {
            // Nothing is held.
        }

        private int[] FramesOf(int units)
        {
            var all = audio is { } length ? Math.Max(units, (int)(length.TotalSeconds * SampleRate / Hop)) : units * FramesPerUnit;
            return [.. Enumerable.Range(0, units).Select(unit => ((unit + 1) * all / units) - (unit * all / units))];
        }
    }
}
