using System.Globalization;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Scaling.Real;

/// <summary>A cluster and the cores it gets. Whatever is no silo (gateway, database, this client) is on <paramref name="Others"/>.</summary>
/// <param name="Title">What the tables call it.</param>
/// <param name="Silos">A core for each silo; a silo has one slot.</param>
/// <param name="Others">Cores for all else.</param>
internal sealed record SetUp(string Title, IReadOnlyList<int> Silos, IReadOnlyList<int> Others)
{
    /// <summary>One silo on a core, the others free to use another one too.</summary>
    public static readonly SetUp OneSilo = new("1 silo on core 0, the others on both", [0], [0, 1]);

    /// <summary>One silo and all others on one core.</summary>
    public static readonly SetUp OneCore = new("1 silo and the others on core 0", [0], [0]);

    /// <summary>Twice the silos and twice the cores of <see cref="OneCore"/>.</summary>
    public static readonly SetUp TwoCores = new("2 silos on core 0 and 1, the others on both", [0, 1], [0, 1]);

    /// <summary>Moves this process to its cores, and starts the cluster from there: what it starts stays there unless it is put elsewhere.</summary>
    public async Task<ClusterProcesses> StartAsync()
    {
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await Commands.RunAsync("taskset", "--all-tasks", "--cpu-list", "--pid", string.Join(',', Others), self);
        return await ClusterProcesses.StartAsync(new() { Silos = Silos.Count, SiloCores = Silos, Gateways = 1, Slots = 1 });
    }
}
