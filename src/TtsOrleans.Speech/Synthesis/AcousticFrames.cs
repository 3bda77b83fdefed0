using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>What the acoustic network made of a piece, in native memory until disposed.</summary>
internal sealed class AcousticFrames : IDisposable
{
    private readonly IDisposableReadOnlyCollection<OrtValue> _outputs;

    /// <summary>Takes over the outputs <c>mel</c>, <c>f0</c>, <c>phase</c>, <c>durations</c>.</summary>
    public AcousticFrames(IDisposableReadOnlyCollection<OrtValue> outputs)
    {
        _outputs = outputs;
        var shape = outputs[0].GetTensorTypeAndShape().Shape;
        (Bins, Count) = (checked((int)shape[1]), checked((int)shape[2]));
        Durations = Narrow(outputs[3].GetTensorDataAsSpan<long>());
    }

    /// <summary>Mel bins of a frame.</summary>
    public int Bins { get; }

    /// <summary>Frames of the piece.</summary>
    public int Count { get; }

    /// <summary>Frames of each unit; they sum to <see cref="Count"/>.</summary>
    public ImmutableArray<int> Durations { get; }

    /// <summary>Natural-log mel spectrum, <see cref="Bins"/> rows of <see cref="Count"/>.</summary>
    public ReadOnlySpan<float> Mel => _outputs[0].GetTensorDataAsSpan<float>();

    /// <summary>Hz; 0 is unvoiced.</summary>
    public ReadOnlySpan<float> F0 => _outputs[1].GetTensorDataAsSpan<float>();

    /// <summary>Cycles in [0, 1) at the start of each frame.</summary>
    public ReadOnlySpan<float> Phase => _outputs[2].GetTensorDataAsSpan<float>();

    public void Dispose() => _outputs.Dispose();

    private static ImmutableArray<int> Narrow(ReadOnlySpan<long> durations)
    {
        var narrow = ImmutableArray.CreateBuilder<int>(durations.Length);
        foreach (var frames in durations)
        {
            narrow.Add(checked((int)frames));
        }

        return narrow.MoveToImmutable();
    }
}
