using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Overload;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Failures;

/// <summary>All that can be run, by name, and in what cluster.</summary>
internal static class Runs
{
    private const string Overload = "overload";
    private const string Soak = "soak";
    private const double OverloadFactor = 10;

    private static readonly ClusterShape s_shape = new();

    private static readonly IReadOnlyList<(ClusterShape Shape, IReadOnlyList<FaultScenario> Scenarios)> s_faults =
    [
        (s_shape, FaultScenarios.OnAnyCluster),
        (s_shape with { OwnNetworks = true }, FaultScenarios.OnOwnNetworks),
        (s_shape with { DatabaseDiskMegabytes = 1_000 }, [FaultScenarios.DatabaseDiskFull]),
    ];

    /// <summary>Names for the command line.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. s_faults.SelectMany(group => group.Scenarios).Select(scenario => scenario.Name), Overload, Soak];

    /// <summary>Runs what is asked for, and prints a table each.</summary>
    public static async Task RunAsync(RunnerArguments arguments, ReferenceVoice reference, FaultTiming timing)
    {
        bool Asked(string name) => arguments.Names.Count == 0 || arguments.Names.Contains(name);
        FaultTable.Begin(Console.Out);
        foreach (var (shape, scenarios) in s_faults)
        {
            var asked = scenarios.Where(scenario => Asked(scenario.Name)).ToList();
            if (asked.Count > 0 && (!shape.OwnNetworks || await SiloNetworks.AllowedAsync()))
            {
                await RunFaultsAsync(shape, asked, reference, timing, arguments.Logs);
            }
        }

        if (Asked(Overload))
        {
            await using var cluster = await ClusterProcesses.StartAsync(s_shape with { Silos = 2 });
            var (measure, lasts) = arguments.InTests ? (4, 10) : (15, 60);
            OverloadTable.Print(Console.Out, await OverloadRun.RunAsync(
                cluster, reference, OverloadFactor, TimeSpan.FromSeconds(measure), TimeSpan.FromSeconds(lasts), Environment.TickCount));
        }

        if (Asked(Soak))
        {
            await SoakAsync(reference, TimeSpan.FromMinutes(arguments.SoakMinutes), timing);
        }
    }

    private static async Task RunFaultsAsync(ClusterShape shape, IReadOnlyList<FaultScenario> scenarios, ReferenceVoice reference, FaultTiming timing, string? logs)
    {
        await using var cluster = await ClusterProcesses.StartAsync(shape with { SiloSettings = FaultRun.SmallCaches });
        var mix = new RequestMix(seed: 7, size: 120);
        using var job = await CheckedJob.PrepareAsync(cluster, new RequestMix(seed: 8, size: 0).LongOne(timing.LongText / 2).Text);
        foreach (var scenario in scenarios)
        {
            Console.Error.WriteLine(scenario.Name);
            await cluster.ForgetAudioAsync();
            FaultTable.Row(Console.Out, await FaultRun.RunAsync(cluster, reference, mix, scenario, timing, job));
            if (logs is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(logs).FullName, $"{scenario.Name}.log"), cluster.Output);
            }

            await cluster.WaitUntilWholeAsync(TimeSpan.FromMinutes(2));
        }
    }

    private static async Task SoakAsync(ReferenceVoice reference, TimeSpan lasts, FaultTiming timing)
    {
        await using var cluster = await ClusterProcesses.StartAsync(s_shape);
        await using var load = CheckedLoad.Start(cluster.Gateways, new RequestMix(seed: 11, size: 400), timing.Clients, timing.Spare);
        await using var memory = new MemoryWatch([.. cluster.Nodes], lasts / 200);
        await Task.Delay(lasts);
        var uses = memory.Uses();
        var answers = await load.StopAsync();
        var wrong = await reference.FindWrongAsync(answers);
        Console.WriteLine();
        Console.WriteLine($"Soak of {lasts.TotalMinutes:0.#} minutes: {answers.Count} requests, {wrong.Count} with wrong audio, {answers.Count(answer => answer.Kind != AnswerKind.Whole)} not whole.");
        OverloadTable.PrintMemory(Console.Out, uses);
    }
}
