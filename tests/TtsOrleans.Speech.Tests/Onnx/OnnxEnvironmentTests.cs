using System.Runtime.InteropServices;
using TtsOrleans.Speech.Onnx;

namespace TtsOrleans.Speech.Tests.Onnx;

public sealed class OnnxEnvironmentTests
{
    [Fact]
    public void The_library_is_told_to_send_nothing()
    {
        Assert.NotEmpty(OnnxEnvironment.Instance.GetVersionString());

        // As the library sees it, which on Linux is not as .NET does.
        Assert.Equal("1", OperatingSystem.IsWindows()
            ? Environment.GetEnvironmentVariable("ORT_DISABLE_TELEMETRY")
            : Marshal.PtrToStringUTF8(GetVariable("ORT_DISABLE_TELEMETRY")));
    }

    [DllImport("libc", EntryPoint = "getenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr GetVariable(string name);
}
