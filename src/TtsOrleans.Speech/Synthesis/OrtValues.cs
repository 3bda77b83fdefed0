using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>Tensors that are given back together.</summary>
internal readonly struct OrtValues(params ImmutableArray<OrtValue> values) : IDisposable
{
    public ImmutableArray<OrtValue> All { get; } = values;

    public void Dispose()
    {
        foreach (var value in All)
        {
            value.Dispose();
        }
    }
}
