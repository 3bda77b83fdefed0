using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.EndToEnd;

/// <summary>A pair of one-thread sessions and the two calls that make a piece's audio, neutral, each piece vocoded whole.</summary>
internal sealed class BareSession : IDisposable
{
    private static readonly string[] s_units = ["sy", "tone", "syllable_flag", "word_segment", "speaker", "emotion", "intensity", "rate", "pitch"];
    private static readonly string[] s_frames = ["mel", "f0", "phase"];
    private static readonly string[] s_windowed = ["mel", "f0", "phase", "start"];
    private static readonly string[] s_audio = ["audio"];

    private readonly RunOptions _run = new();
    private readonly InferenceSession _acoustic;
    private readonly InferenceSession _vocoder;

    public BareSession(Voice voice)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false, EnableCpuMemArena = false };
        _acoustic = new InferenceSession(voice.AcousticPath, options);
        _vocoder = new InferenceSession(voice.VocoderPath, options);
    }

    public void Run(EncodedUnits units)
    {
        OrtValue[] inputs =
        [
            Stream(units.Sy), Stream(units.Tone), Stream(units.SyllableFlag), Stream(units.WordSegment),
            One(0L), One(0L), One(1f), One(1f), One(0f),
        ];
        using var frames = _acoustic.Run(_run, s_units, inputs, s_frames);
        using var start = One(0L);
        using var audio = _vocoder.Run(_run, s_windowed, [frames[0], frames[1], frames[2], start], s_audio);
        Array.ForEach(inputs, input => input.Dispose());
    }

    public void Dispose()
    {
        _acoustic.Dispose();
        _vocoder.Dispose();
        _run.Dispose();
    }

    private static OrtValue One<T>(T value)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory([value], [1]);

    private static OrtValue Stream(ImmutableArray<short> ids) =>
        OrtValue.CreateTensorValueFromMemory(ids.Select(id => (long)id).ToArray(), [1, ids.Length]);
}
