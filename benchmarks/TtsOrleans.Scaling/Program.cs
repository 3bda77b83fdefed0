using System.Globalization;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Scaling;
using TtsOrleans.Speech.Text;

// Usage: TtsOrleans.Scaling [silos,silos,…] [rounds of pieces a slot]. Pieces take 100 ms and no processor.
var counts = (args.Length > 0 ? args[0] : "1,2,4,8,16").Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray();
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 40;
var piece = TimeSpan.FromMilliseconds(100);

using var files = new SimulatedVoice();
var voices = files.Load(piece);
var voice = new VoiceReference(voices.Default.Manifest.Name, voices.Default.Hash);
var frontEnd = TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend"));

Console.WriteLine("| silos | requests | pieces | ideal s | measured s | efficiency | processor s |");
Console.WriteLine("|---|---|---|---|---|---|---|");
foreach (var silos in counts)
{
    await using var cluster = await SimulatedCluster.StartAsync(silos, voices, frontEnd);
    await Run.MeasureAsync(cluster.Grains, voice, silos, 1, 4 * silos, piece);
    foreach (var requests in new[] { 1, 4 })
    {
        var run = await Run.MeasureAsync(cluster.Grains, voice, silos, requests, rounds * silos / requests, piece);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {run.Silos} | {run.Requests} | {run.Pieces} | {run.Ideal.TotalSeconds:0.00} | {run.Measured.TotalSeconds:0.00} | {run.Efficiency:0.000} | {run.Processor.TotalSeconds:0.00} |"));
    }
}
