using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Scaling;
using TtsOrleans.Scaling.Real;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

// TtsOrleans.Scaling [silos,silos,…] [pieces a slot]   pieces of 100 ms that take no processor: how well slots are used
// TtsOrleans.Scaling skew [silos] [pieces a slot]      the same, one silo being kept busy by others
// TtsOrleans.Scaling real [characters] [rounds]        the real voice: one silo and two, each a process on a core of its own
// TtsOrleans.Scaling listeners [slots] [listeners]     the real voice: first audio in an idle cluster and while a book is made
var frontEnd = TextFrontEnd.Load(Path.Combine(AppContext.BaseDirectory, "frontend"));
await (args switch
{
    ["listeners", ..] => ListenAsync(Number(1, Environment.ProcessorCount), Number(2, 30)),
    ["skew", ..] => SimulatedRun.SkewAsync(frontEnd, Number(1, 4), Number(2, 20)),
    ["real", ..] => RealRun.RunAsync(Number(1, 6000), Number(2, 3)),
    _ => SimulatedRun.ScaleAsync(frontEnd, Counts(args.Length > 0 ? args[0] : "1,2,4,8,16"), Number(1, 20)),
});

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

static IEnumerable<int> Counts(string list) => list.Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture));

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
