using System.Runtime.InteropServices;

namespace TtsOrleans.Speech.Onnx;

/// <summary>
/// The C library's allocator, from which a run takes its tensors and to which it gives them back. Left as it is, glibc returns what was given back to the
/// kernel between one run and the next, and the next has every page of it made and zeroed anew: up to a quarter of a run.
/// Figures: docs/decisions/0010-native-memory-is-kept.md.
/// </summary>
internal static class NativeMemory
{
    // Names and numbers of malloc.h.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    /// <summary>Free memory at the end of a heap up to this stays with the process. Beyond any heap of a thread, those end at 64 MiB.</summary>
    private const int KeptBytes = 128 * 1024 * 1024;

    /// <summary>The largest that glibc allows: a tensor above it is mapped and unmapped by itself.</summary>
    private const int LargestKept = 32 * 1024 * 1024;

    /// <summary>With any of these whoever runs the process has decided.</summary>
    private static readonly string[] s_owners = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TOP_PAD_", "MALLOC_MMAP_MAX_", "GLIBC_TUNABLES"];

    /// <summary>Has glibc keep what was given back; does nothing where there is another allocator, or somebody else has decided.</summary>
    public static void Keep()
    {
        if (OperatingSystem.IsLinux()
            && !s_owners.Any(owner => Environment.GetEnvironmentVariable(owner) is { Length: > 0 })
            && NativeLibrary.TryLoad("libc.so.6", out var library)
            && NativeLibrary.TryGetExport(library, "mallopt", out var address))
        {
            var set = Marshal.GetDelegateForFunctionPointer<SetOption>(address);
            set(TrimThreshold, KeptBytes);
            set(MapThreshold, LargestKept);
        }
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetOption(int option, int value);
}
