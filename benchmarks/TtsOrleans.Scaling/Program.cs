using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Scaling;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

// TtsOrleans.Scaling [silos,silos,…] [pieces a slot]   pieces of 100 ms that take no processor: how well slots are used
// TtsOrleans.Scaling listeners [slots] [listeners]     the real voice: first audio in an idle cluster and while a book is made
var frontEnd = TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend"));
await (args is ["listeners", ..] ? ListenAsync(Number(1, Environment.ProcessorCount), Number(2, 30)) : ScaleAsync(args.Length > 0 ? args[0] : "1,2,4,8,16", Number(1, 40)));

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

async Task ScaleAsync(string counts, int rounds)
{
    var piece = TimeSpan.FromMilliseconds(100);
    using var files = new SimulatedVoice();
    var voices = files.Load(piece);
    var voice = new VoiceReference(voices.Default.Manifest.Name, voices.Default.Hash);
    Console.WriteLine("| silos | requests | pieces | ideal s | measured s | efficiency | processor s |");
    Console.WriteLine("|---|---|---|---|---|---|---|");
    foreach (var silos in counts.Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture)))
    {
        await using var cluster = await BenchmarkCluster.StartAsync(silos, slots: 1, voices, frontEnd);
        await Run.MeasureAsync(cluster.Grains, voice, silos, 1, 10 * silos, piece);
        foreach (var requests in new[] { 1, 4 })
        {
            var run = await Run.MeasureAsync(cluster.Grains, voice, silos, requests, rounds * silos / requests, piece);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {run.Silos} | {run.Requests} | {run.Pieces} | {run.Ideal.TotalSeconds:0.00} | {run.Measured.TotalSeconds:0.00} | {run.Efficiency:0.000} | {run.Processor.TotalSeconds:0.00} |"));
        }
    }
}

async Task ListenAsync(int slots, int count)
{
    var voices = VoiceCatalog.Load(Path.Combine(AppContext.BaseDirectory, "models"), [new LanshanFamily()], null, NullLogger.Instance);
    await using var cluster = await BenchmarkCluster.StartAsync(silos: 1, slots, voices, frontEnd);
    var listeners = new Listeners(cluster.Grains, new(voices.Default.Manifest.Name, voices.Default.Hash));
    await listeners.FirstAudioAsync(10);
    Print("idle", await listeners.FirstAudioAsync(count));
    using var stop = new CancellationTokenSource();
    var book = listeners.MakeBookAsync(stop.Token);
    await Task.Delay(TimeSpan.FromSeconds(1));
    Print("under a book", await listeners.FirstAudioAsync(count));
    await stop.CancelAsync();
    await book;
}

static void Print(string when, double[] milliseconds)
{
    Array.Sort(milliseconds);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{when}: first audio p50 {milliseconds[milliseconds.Length / 2]:0} ms, p95 {milliseconds[milliseconds.Length * 95 / 100]:0} ms"));
}
