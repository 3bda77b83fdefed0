using System.Net;
using System.Net.Sockets;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>
/// Ports that nobody listens at, outside the range that the machine gives to outgoing connections. Each project of tests and benchmarks has a
/// range of its own: they run side by side, and what one was given it may not listen at yet when the next looks.
/// </summary>
public static class Ports
{
    private const int First = 12_000;
    private const int Last = 32_000;

    // Where clients look for a silo unless told: who asks there is to find nobody.
    private const int DefaultGateway = 30_000;

    private static readonly (int First, int Count) s_range = RangeOf(Path.GetRelativePath(Repository.Root, AppContext.BaseDirectory));

    // In turn from anywhere: what was handed out is not listened at yet, and must not be handed out again.
    private static int s_next = Random.Shared.Next(s_range.Count);

    /// <summary>A port that was free a moment ago, and no other caller of this process has.</summary>
    public static int Free() => FreeBlock(1);

    /// <summary>So many of them in a row.</summary>
    /// <returns>The first.</returns>
    public static int FreeBlock(int ports)
    {
        while (true)
        {
            var place = ((Interlocked.Add(ref s_next, ports) - ports) & int.MaxValue) % s_range.Count;
            if (place + ports <= s_range.Count && Enumerable.Range(s_range.First + place, ports).All(IsFree))
            {
                return s_range.First + place;
            }
        }
    }

    /// <summary>The range of the project that was built to a folder, such as <c>tests/TtsOrleans.Grains.Tests/bin/Release/net10.0</c>.</summary>
    private static (int First, int Count) RangeOf(string output)
    {
        string[] projects = [.. Directory.GetDirectories(Repository.At("benchmarks"))
            .Concat(Directory.GetDirectories(Repository.At("tests")))
            .Select(project => Path.GetRelativePath(Repository.Root, project))
            .Order(StringComparer.Ordinal)];
        var count = (Last - First) / projects.Length;
        var index = Array.FindIndex(projects, project => output.StartsWith(project + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        return index < 0 ? throw new InvalidOperationException($"{output} is not of a project of tests or benchmarks.") : (First + (index * count), count);
    }

    private static bool IsFree(int port)
    {
        if (port == DefaultGateway)
        {
            return false;
        }

        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
