using Microsoft.ML.OnnxRuntime;
using TtsOrleans.Speech.Onnx;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>
/// Opens networks that run on the thread that calls them and on no other: small speech networks gain little from threads within a run,
/// so each slot runs its own piece instead. Why each option: docs/decisions/0003-one-thread-sessions.md.
/// </summary>
internal static class OneThreadSession
{
    /// <summary>Opens a network.</summary>
    /// <exception cref="OnnxRuntimeException">The file is missing or no network.</exception>
    public static InferenceSession Open(string path)
    {
        using var options = Options();
        return new InferenceSession(path, options);
    }

    internal static SessionOptions Options()
    {
        _ = OnnxEnvironment.Instance;
        var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }
}
