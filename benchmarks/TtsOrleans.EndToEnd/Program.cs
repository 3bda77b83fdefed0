using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.EndToEnd;

RunnerArguments arguments;
try
{
    arguments = RunnerArguments.Parse(args);
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}

await using var own = arguments.Url is null ? await GatewayProcess.Start() : null;
using var client = new SpeechClient(arguments.Url ?? own!.Url);
using var bare = BareLoop.Open();
var texts = new TextSource(Environment.TickCount);
var latency = new LatencyRounds(client, bare, texts);
var throughput = new ThroughputRounds(client, bare, texts, own);

// The first runs of anything cost several times a later one, on both sides: figures are of a service that has been up for a moment.
string[] warmUp = [.. Enumerable.Range(0, 24).Select(_ => texts.Next(100))];
foreach (var text in warmUp)
{
    await client.Speak(text, stream: true);
    for (var repeat = 0; repeat < 20; repeat++)
    {
        await client.Speak(text, stream: false);
    }
}

bare.OneThread(warmUp);
bare.AllCores(warmUp);

for (var round = 1; round <= arguments.Rounds; round++)
{
    Console.Error.WriteLine($"round {round} of {arguments.Rounds}");
    await latency.Run();
    await throughput.Run();
}

Report.Print(Console.Out, latency, throughput, bare.Cores);
return 0;
