using TtsOrleans.Books;
using TtsOrleans.Books.Real;
using TtsOrleans.Books.Simulated;

if (args is ["silo", var notes, .. var settings])
{
    return await SimulatedSilo.RunAsync(notes, settings);
}

BookArguments arguments;
try
{
    arguments = BookArguments.Parse(args);
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}

return await (arguments.IsReal ? RealRun.RunAsync(arguments) : SimulatedRun.RunAsync(arguments)) ? 0 : 1;
