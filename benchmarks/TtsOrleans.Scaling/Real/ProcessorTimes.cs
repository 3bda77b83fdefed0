using System.Globalization;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Scaling.Real;

/// <summary>Seconds of processor time, as the kernel counts them.</summary>
/// <param name="Silos">Of each silo in all.</param>
/// <param name="Slots">Of the inference threads of each silo alone.</param>
/// <param name="Gateway">Of the gateway.</param>
/// <param name="Database">Of all processes of the server.</param>
/// <param name="Client">Of this process.</param>
internal sealed record ProcessorTimes(IReadOnlyList<double> Silos, IReadOnlyList<double> Slots, double Gateway, double Database, double Client)
{
    // USER_HZ, which Linux fixes for what it tells programs.
    private const double TicksPerSecond = 100;

    // Of the fields behind the name in parentheses: parent, user and system time, and those of children that have ended.
    private const int Parent = 1;
    private static readonly int[] s_own = [11, 12];
    private static readonly int[] s_withEnded = [11, 12, 13, 14];

    public static ProcessorTimes Read(ClusterProcesses cluster) => new(
        [.. cluster.Silos.Select(silo => Seconds($"/proc/{silo.Id}/stat", s_own))],
        [.. cluster.Silos.Select(silo => SlotThreads(silo.Id))],
        cluster.Gateways.Sum(gateway => Seconds($"/proc/{gateway.Id}/stat", s_own)),
        Server(int.Parse(File.ReadLines($"{cluster.Postgres.DataFolder}/postmaster.pid").First(), CultureInfo.InvariantCulture)),
        Environment.CpuUsage.TotalTime.TotalSeconds);

    /// <summary>What was used since <paramref name="before"/>.</summary>
    public ProcessorTimes Since(ProcessorTimes before) => new(
        [.. Silos.Zip(before.Silos, (now, then) => now - then)],
        [.. Slots.Zip(before.Slots, (now, then) => now - then)],
        Gateway - before.Gateway,
        Database - before.Database,
        Client - before.Client);

    private static double SlotThreads(int process) => Directory.GetDirectories($"/proc/{process}/task").Sum(OfSlot);

    private static double OfSlot(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/comm").StartsWith("slot ", StringComparison.Ordinal) ? Seconds($"{thread}/stat", s_own) : 0;
        }
        catch (IOException)
        {
            // It has ended, which slots do not.
            return 0;
        }
    }

    /// <summary>The server's first process, those of its connections, and those of connections that have ended.</summary>
    private static double Server(int first) =>
        Seconds($"/proc/{first}/stat", s_withEnded)
        + Directory.GetDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _)).Sum(process => OfChild(process, first));

    private static double OfChild(string process, int parent)
    {
        try
        {
            return Fields($"{process}/stat")[Parent] == parent.ToString(CultureInfo.InvariantCulture) ? Seconds($"{process}/stat", s_own) : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended; its parent has its time.
            return 0;
        }
    }

    private static double Seconds(string stat, int[] which)
    {
        var fields = Fields(stat);
        return which.Sum(field => double.Parse(fields[field], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static string[] Fields(string stat)
    {
        var line = File.ReadAllText(stat);
        return line[(line.LastIndexOf(')') + 2)..].Split(' ');
    }
}
