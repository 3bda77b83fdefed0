using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using TtsOrleans.Speech.Onnx;

namespace TtsOrleans.Speech.Synthesis;

/// <summary>
/// What decides about the last bits beside the voice: ONNX Runtime picks its kernels by processor features, and its versions differ.
/// Nodes with one fingerprint make the same bytes.
/// </summary>
internal static class EngineFingerprint
{
    /// <summary>Rises with every change here that changes a sample.</summary>
    public const int EngineVersion = 1;

    /// <summary>As <c>ort-1.31.1/x64+avx2+fma+avx512f/engine-1</c>.</summary>
    public static string Current { get; } = $"ort-{OnnxEnvironment.Instance.GetVersionString()}/{Processor()}/engine-{EngineVersion}";

    private static string Processor() =>
        string.Join('+', new[] { RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant() }.Concat(X86Base.IsSupported ? X86Features() : ArmFeatures()));

    /// <summary>Straight from the processor: the runtime's own view can be narrowed by settings that ONNX Runtime does not know.</summary>
    private static IEnumerable<string> X86Features()
    {
        var basic = X86Base.CpuId(1, 0);
        var extended = X86Base.CpuId(7, 0);
        var more = X86Base.CpuId(7, 1);
        return Set(
            ("sse4.1", basic.Ecx, 19),
            ("avx", basic.Ecx, 28),
            ("fma", basic.Ecx, 12),
            ("f16c", basic.Ecx, 29),
            ("avx2", extended.Ebx, 5),
            ("avx512f", extended.Ebx, 16),
            ("avx512dq", extended.Ebx, 17),
            ("avx512bw", extended.Ebx, 30),
            ("avx512vl", extended.Ebx, 31),
            ("avx512vnni", extended.Ecx, 11),
            ("amxbf16", extended.Edx, 22),
            ("amxint8", extended.Edx, 25),
            ("avxvnni", more.Eax, 4),
            ("avx512bf16", more.Eax, 5));
    }

    private static IEnumerable<string> ArmFeatures() =>
        new[] { ("advsimd", AdvSimd.IsSupported), ("dotprod", Dp.IsSupported) }.Where(feature => feature.Item2).Select(feature => feature.Item1);

    private static IEnumerable<string> Set(params (string Name, int Register, int Bit)[] features) =>
        features.Where(feature => (feature.Register >> feature.Bit & 1) == 1).Select(feature => feature.Name);
}
