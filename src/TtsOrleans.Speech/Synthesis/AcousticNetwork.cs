using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>Units to frames: <c>acoustic.onnx</c> with input buffers of its own that every run reuses. For one thread at a time.</summary>
internal sealed class AcousticNetwork : IDisposable
{
    /// <summary>Input names in the order in which they are bound.</summary>
    public static readonly ImmutableArray<string> Inputs = ["sy", "tone", "syllable_flag", "word_segment", "speaker", "emotion", "intensity", "rate", "pitch"];

    /// <summary>Output names in the order in which they are read.</summary>
    public static readonly ImmutableArray<string> Outputs = ["mel", "f0", "phase", "durations"];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly long[][] _units;
    private readonly long[] _speaker = new long[1];
    private readonly long[] _emotion = new long[1];
    private readonly float[] _intensity = new float[1];
    private readonly float[] _rate = new float[1];
    private readonly float[] _pitch = new float[1];

    /// <summary>Takes over <paramref name="session"/>.</summary>
    public AcousticNetwork(InferenceSession session, int maxUnits)
    {
        _session = session;
        _units = [new long[maxUnits], new long[maxUnits], new long[maxUnits], new long[maxUnits]];
    }

    /// <summary>Runs the network.</summary>
    /// <exception cref="ArgumentException">The streams differ in length, are empty or longer than the voice allows.</exception>
    public AcousticFrames Run(EngineInput input)
    {
        var count = Fill(input);
        using var values = new OrtValues(
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _units[0].AsMemory(0, count), [1, count]),
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _units[1].AsMemory(0, count), [1, count]),
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _units[2].AsMemory(0, count), [1, count]),
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _units[3].AsMemory(0, count), [1, count]),
            OrtValue.CreateTensorValueFromMemory(_speaker, [1]),
            OrtValue.CreateTensorValueFromMemory(_emotion, [1]),
            OrtValue.CreateTensorValueFromMemory(_intensity, [1]),
            OrtValue.CreateTensorValueFromMemory(_rate, [1]),
            OrtValue.CreateTensorValueFromMemory(_pitch, [1]));
        return new AcousticFrames(_session.Run(_run, Inputs, values.All, Outputs));
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private int Fill(EngineInput input)
    {
        var count = input.Sy.Length;
        if (count == 0 || count > _units[0].Length)
        {
            throw new ArgumentException($"A piece has 1 to {_units[0].Length} units, not {count}.", nameof(input));
        }

        ReadOnlySpan<ImmutableArray<short>> streams = [input.Sy, input.Tone, input.SyllableFlag, input.WordSegment];
        for (var stream = 0; stream < streams.Length; stream++)
        {
            if (streams[stream].Length != count)
            {
                throw new ArgumentException("The four unit streams differ in length.", nameof(input));
            }

            for (var unit = 0; unit < count; unit++)
            {
                _units[stream][unit] = streams[stream][unit];
            }
        }

        (_speaker[0], _emotion[0], _intensity[0], _rate[0], _pitch[0]) = (input.Speaker, input.Emotion, input.Intensity, input.Rate, input.Pitch);
        return count;
    }
}
