using System.Globalization;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Scaling;

/// <summary>Silos of one slot in this process and pieces of 100 ms that take no processor: how well slots are used.</summary>
internal static class SimulatedRun
{
    private static readonly TimeSpan s_piece = TimeSpan.FromMilliseconds(100);

    /// <summary>One request and several at once on each number of silos, <paramref name="rounds"/> pieces a slot.</summary>
    public static async Task ScaleAsync(TextFrontEnd frontEnd, IEnumerable<int> counts, int rounds)
    {
        Console.WriteLine("| silos | requests | pieces | ideal s | measured s | efficiency | slots at work | before their first piece | between pieces | behind their last | longest gap ms | processor s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var silos in counts)
        {
            await using var simulated = await StartAsync(frontEnd, silos);
            foreach (var requests in new[] { 1, 4 })
            {
                var run = await simulated.MeasureAsync(silos, requests, rounds * silos / requests);
                Print($"| {silos} | {requests} | {run.Pieces} | {run.Ideal.TotalSeconds:0.00} | {run.Measured.TotalSeconds:0.00} | {run.Efficiency:0.000} | {run.Use.Working:0.000} | {run.Use.Starting:0.000} | {run.Use.Waiting:0.000} | {run.Use.Ending:0.000} | {run.Use.Longest.TotalMilliseconds:0} | {run.Processor.TotalSeconds:0.00} |");
            }
        }
    }

    /// <summary>One of <paramref name="silos"/> has long pieces of others; the same request without that silo.</summary>
    public static async Task SkewAsync(TextFrontEnd frontEnd, int silos, int rounds)
    {
        Console.WriteLine("| silos | load of others on one of them | pieces | measured s | pieces a second |");
        Console.WriteLine("|---|---|---|---|---|");
        var sentences = rounds * (silos - 1);
        await using (var fewer = await StartAsync(frontEnd, silos - 1))
        {
            Row(silos - 1, "none", await fewer.MeasureAsync(silos - 1, 1, sentences));
        }

        await using var all = await StartAsync(frontEnd, silos);
        Row(silos, "none", await all.MeasureAsync(silos, 1, sentences));
        foreach (var (load, pieces, slack) in new[]
        {
            ("a piece of 2 s at a time", 1, TimeSpan.Zero),
            ("three pieces of 2 s at a time, less urgent", 3, TimeSpan.FromHours(1)),
            ("three pieces of 2 s at a time, more urgent", 3, TimeSpan.FromHours(-1)),
        })
        {
            await using var busy = await ForeignLoad.StartAsync(all.Cluster, all.Voice, pieces, slack);
            Row(silos, load, await all.MeasureAsync(silos, 1, sentences));
        }
    }

    private static void Row(int silos, string load, Run run) =>
        Print($"| {silos} | {load} | {run.Pieces} | {run.Measured.TotalSeconds:0.00} | {run.Pieces / run.Measured.TotalSeconds:0.0} |");

    private static async Task<Simulated> StartAsync(TextFrontEnd frontEnd, int silos)
    {
        var times = new SlotTimes();
        var files = new SimulatedVoice();
        var voices = files.Load(s_piece, times: times);
        var simulated = new Simulated(
            await BenchmarkCluster.StartAsync(silos, slots: 1, voices, frontEnd), new(voices.Default.Manifest.Name, voices.Default.Hash), files, times);
        await simulated.MeasureAsync(silos, 1, 10 * silos);
        return simulated;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Simulated(BenchmarkCluster Cluster, VoiceReference Voice, SimulatedVoice Files, SlotTimes Times) : IAsyncDisposable
    {
        public Task<Run> MeasureAsync(int silos, int requests, int sentences)
        {
            Times.Clear();
            return Run.MeasureAsync(Cluster.Grains, Voice, silos, requests, sentences, s_piece, Times);
        }

        public async ValueTask DisposeAsync()
        {
            await Cluster.DisposeAsync();
            Files.Dispose();
        }
    }
}
