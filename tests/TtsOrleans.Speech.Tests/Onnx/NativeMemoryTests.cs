using System.Globalization;
using System.Runtime.InteropServices;
using TtsOrleans.Speech.Onnx;

namespace TtsOrleans.Speech.Tests.Onnx;

public sealed class NativeMemoryTests
{
    private const int Slots = 8;
    private const int Tensors = 5;
    private const int TensorBytes = 4 * 1024 * 1024;

    [GlibcFact]
    public void Memory_of_a_run_is_there_for_the_next()
    {
        Assert.NotNull(OnnxEnvironment.Instance);

        // A slot's thread has a heap of its own, but where many threads run it may be given a full one: then the next has better luck.
        var fresh = Enumerable.Range(0, Slots).Min(_ => PagesOfThirdRun());
        Assert.True(fresh < 100, $"{fresh} of {Tensors * TensorBytes / Environment.SystemPageSize} pages were made anew.");
    }

    private static long PagesOfThirdRun()
    {
        long fresh = 0;
        var slot = new Thread(() =>
        {
            Run();
            Run();
            var before = PagesMade();
            Run();
            fresh = PagesMade() - before;
        });
        slot.Start();
        slot.Join();
        return fresh;
    }

    /// <summary>Takes memory, writes to it and gives it back, as a network's run does.</summary>
    private static void Run()
    {
        var tensors = Enumerable.Range(0, Tensors).Select(_ => Marshal.AllocHGlobal(TensorBytes)).ToList();
        foreach (var tensor in tensors)
        {
            for (var page = 0; page < TensorBytes; page += Environment.SystemPageSize)
            {
                Marshal.WriteByte(tensor, page, 1);
            }
        }

        tensors.Reverse();
        tensors.ForEach(Marshal.FreeHGlobal);
    }

    /// <summary>Pages that the kernel has made for this thread so far; proc(5).</summary>
    private static long PagesMade() =>
        long.Parse(File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[7], CultureInfo.InvariantCulture);

    /// <summary>Runs where glibc allocates and nobody has set how.</summary>
    private sealed class GlibcFactAttribute : FactAttribute
    {
        public GlibcFactAttribute()
        {
            if (!OperatingSystem.IsLinux()
                || !NativeLibrary.TryLoad("libc.so.6", out _)
                || Environment.GetEnvironmentVariables().Keys.OfType<string>().Any(name => name.StartsWith("MALLOC_", StringComparison.Ordinal) || name == "GLIBC_TUNABLES"))
            {
                Skip = "Needs Linux with glibc, and no variable that sets its allocator.";
            }
        }
    }
}
