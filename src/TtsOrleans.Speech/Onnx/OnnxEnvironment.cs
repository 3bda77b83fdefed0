using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace TtsOrleans.Speech.Onnx;

/// <summary>
/// ONNX Runtime as it is used here: it tells nobody about its use, and its memory is kept from run to run. Released builds send events to their
/// maker unless they are told not to before they start; this comes before every other use.
/// </summary>
internal static class OnnxEnvironment
{
    private const string Off = "ORT_DISABLE_TELEMETRY";

    /// <summary>The process' one environment.</summary>
    public static OrtEnv Instance { get; } = Start();

    private static OrtEnv Start()
    {
        // The library reads its process' environment itself. That of .NET is a copy, except on Windows.
        Environment.SetEnvironmentVariable(Off, "1");
        if (!OperatingSystem.IsWindows() && SetVariable(Off, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException($"{Off} cannot be set; set it in the environment of the process.");
        }

        NativeMemory.Keep();
        var environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        return environment;
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(string name, string value, int overwrite);
}
