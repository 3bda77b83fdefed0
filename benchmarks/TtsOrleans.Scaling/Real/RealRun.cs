using System.Globalization;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Scaling.Real;

/// <summary>
/// The real voice on one silo and on two, each a process pinned to a core, with gateway, database and client on the same two cores. What a second
/// silo brings is told in two ways: against one silo that had a second core for all that is no silo, and against everything on one core, of which
/// two silos on two cores are twice as much of everything.
/// </summary>
internal static class RealRun
{
    private const int WarmUp = 1_500;

    public static async Task RunAsync(int characters, int rounds)
    {
        if (Refusal() is { } refusal)
        {
            throw new InvalidOperationException(refusal);
        }

        var all = new List<Spoken>();
        Console.WriteLine("| set-up | text as | audio s | took s | audio s/s | processor s: silos (their slots) | gateway | database | client | slots' share of their core |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        for (var round = 0; round < rounds; round++)
        {
            foreach (var setUp in new[] { SetUp.OneCore, SetUp.TwoCores, SetUp.OneSilo })
            {
                all.AddRange(await RunAsync(setUp, characters, seed: round));
            }
        }

        Console.WriteLine();
        Console.WriteLine("| text as | 2 silos ÷ 2 × (1 silo, the others on both cores) | 2 silos on 2 cores ÷ 2 × (all on 1 core) | the slots alone, of their cores |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var kind in all.GroupBy(spoken => spoken.Kind))
        {
            double Speed(SetUp setUp) => kind.Where(spoken => spoken.Title == setUp.Title).Average(spoken => spoken.Speed);
            var share = kind.Where(spoken => spoken.Silos == 2).Average(Share);
            Print($"| {kind.Key} | {Speed(SetUp.TwoCores) / Speed(SetUp.OneSilo) / 2:0.00} | {Speed(SetUp.TwoCores) / Speed(SetUp.OneCore) / 2:0.00} | {share:0.00} |");
        }
    }

    private static string? Refusal() =>
        TemporaryPostgres.Programs is null ? "PostgreSQL is not installed (Debian: postgresql)."
        : !Commands.Has("taskset") ? "taskset is not installed (Debian: util-linux)."
        : Environment.ProcessorCount < 2 ? "This takes two cores."
        : null;

    private static async Task<IReadOnlyList<Spoken>> RunAsync(SetUp setUp, int characters, int seed)
    {
        await using var cluster = await setUp.StartAsync();
        using var speaking = new Speaking(setUp, cluster);
        var texts = new RequestMix(seed, size: 0);
        await speaking.StreamAsync(texts.LongOne(WarmUp).Text);
        await speaking.RenderAsync(texts.LongOne(WarmUp).Text);
        Spoken[] spoken = [await speaking.StreamAsync(texts.LongOne(characters).Text), await speaking.RenderAsync(texts.LongOne(characters).Text)];
        foreach (var one in spoken)
        {
            var used = one.Processors;
            var silos = string.Join(" + ", used.Silos.Zip(used.Slots, (silo, slot) => string.Create(CultureInfo.InvariantCulture, $"{silo:0.0} ({slot:0.0})")));
            Print($"| {one.Title} | {one.Kind} | {one.Audio:0.0} | {one.Took:0.00} | {one.Speed:0.0} | {silos} | {used.Gateway:0.0} | {used.Database:0.0} | {used.Client:0.0} | {Share(one):0.00} |");
        }

        return spoken;
    }

    private static double Share(Spoken spoken) => spoken.Processors.Slots.Average() / spoken.Took;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
