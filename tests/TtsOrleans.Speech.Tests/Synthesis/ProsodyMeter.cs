using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Tests.Synthesis;

/// <summary>How a sentence was spoken.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="Pitch">Median F0 of its voiced frames, semitones above 1 Hz.</param>
/// <param name="Range">Spread of F0 over the voiced frames about its straight line, standard deviation in semitones: the slope over the sentence is a matter of its own.</param>
/// <param name="Level">Mean power of its voiced frames' samples, dB.</param>
internal sealed record Prosody(double Seconds, double Pitch, double Range, double Level);

/// <summary>Measures F0 where the acoustic network states it and the level in the audio itself.</summary>
internal sealed class ProsodyMeter(Voice voice) : IDisposable
{
    private readonly AcousticNetwork _acoustic = new(OneThreadSession.Open(voice.AcousticPath), voice.Manifest.Limits.MaxUnits);
    private readonly VocoderNetwork _vocoder = new(OneThreadSession.Open(voice.VocoderPath), voice.Manifest.Hop);
    private readonly int _hop = voice.Manifest.Hop;

    public Prosody Measure(EngineInput input)
    {
        using var frames = _acoustic.Run(input);
        var audio = _vocoder.Run(frames, WindowCuts.Cut(0, frames.Count, frames.Count, 0)).ToArray();
        var f0 = frames.F0.ToArray();
        var voiced = Enumerable.Range(0, frames.Count).Where(frame => f0[frame] > 0).ToArray();
        var pitches = voiced.Select(frame => 12 * Math.Log2(f0[frame])).ToArray();
        var power = voiced.SelectMany(frame => audio.Skip(frame * _hop).Take(_hop)).Average(sample => (double)sample * sample);
        return new(
            (double)frames.Count * _hop / voice.Manifest.SampleRate,
            pitches.Order().ElementAt(pitches.Length / 2),
            AboutItsLine(voiced, pitches),
            10 * Math.Log10(power));
    }

    private static double AboutItsLine(int[] frames, double[] pitches)
    {
        var (middle, mean) = (frames.Average(), pitches.Average());
        var slope = frames.Zip(pitches).Sum(point => (point.First - middle) * (point.Second - mean)) / frames.Sum(frame => (frame - middle) * (frame - middle));
        return Math.Sqrt(frames.Zip(pitches).Average(point => Math.Pow(point.Second - mean - (slope * (point.First - middle)), 2)));
    }

    public void Dispose()
    {
        _acoustic.Dispose();
        _vocoder.Dispose();
    }
}
