using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Processes;
using TtsOrleans.Failures;

if (args is ["--list"])
{
    Console.WriteLine(string.Join('\n', Runs.Names));
    return 0;
}

RunnerArguments arguments;
try
{
    arguments = RunnerArguments.Parse(args, Runs.Names);
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}

if (TemporaryPostgres.Programs is null)
{
    Console.Error.WriteLine("PostgreSQL is not installed (Debian: postgresql).");
    return 1;
}

await using var reference = await ReferenceVoice.StartAsync();
await Runs.RunAsync(arguments, reference, arguments.InTests ? FaultTiming.OfTests : FaultTiming.OfBenchmark);
return 0;
