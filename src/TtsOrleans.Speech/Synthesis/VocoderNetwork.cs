using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>Frames to samples: <c>vocoder.onnx</c> with buffers that grow to the longest window seen and are reused. For one thread at a time.</summary>
internal sealed class VocoderNetwork(InferenceSession session, int hop) : IDisposable
{
    /// <summary>Input names in the order in which they are bound.</summary>
    public static readonly ImmutableArray<string> Inputs = ["mel", "f0", "phase", "start"];

    /// <summary>Output names.</summary>
    public static readonly ImmutableArray<string> Outputs = ["audio"];

    private readonly RunOptions _run = new();
    private readonly long[] _start = new long[1];
    private float[] _mel = [];
    private float[] _f0 = [];
    private float[] _phase = [];
    private float[] _audio = [];

    /// <summary>Vocodes one window.</summary>
    /// <returns>The samples of <c>[Begin, End)</c>, in [−1, 1]; valid until the next run.</returns>
    public ReadOnlySpan<float> Run(AcousticFrames frames, Window window)
    {
        var count = window.To - window.From;
        Slice(frames, window.From, count);
        _start[0] = window.From;
        using var inputs = new OrtValues(
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _mel.AsMemory(0, frames.Bins * count), [1, frames.Bins, count]),
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _f0.AsMemory(0, count), [1, count]),
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _phase.AsMemory(0, count), [1, count]),
            OrtValue.CreateTensorValueFromMemory(_start, [1]));
        using var output = new OrtValues(
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _audio.AsMemory(0, count * hop), [1, count * hop]));
        session.Run(_run, Inputs, inputs.All, Outputs, output.All);
        return _audio.AsSpan((window.Begin - window.From) * hop, (window.End - window.Begin) * hop);
    }

    public void Dispose()
    {
        session.Dispose();
        _run.Dispose();
    }

    private void Slice(AcousticFrames frames, int from, int count)
    {
        if (_f0.Length < count)
        {
            // A little more than asked for, so that slowly growing pieces do not allocate anew each time.
            var room = count + (count / 4);
            (_mel, _f0, _phase, _audio) = (new float[room * frames.Bins], new float[room], new float[room], new float[room * hop]);
        }

        for (var bin = 0; bin < frames.Bins; bin++)
        {
            frames.Mel.Slice((bin * frames.Count) + from, count).CopyTo(_mel.AsSpan(bin * count, count));
        }

        frames.F0.Slice(from, count).CopyTo(_f0);
        frames.Phase.Slice(from, count).CopyTo(_phase);
    }
}
