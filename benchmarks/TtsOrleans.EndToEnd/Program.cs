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

// The first run of anything costs several times a later one, on both sides.
string[] warmUp = [.. Enumerable.Range(0, 8).Select(_ => texts.Next(100))];
foreach (var text in warmUp)
{
    await client.Speak(text, stream: true);
    await client.Speak(text, stream: false);
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
