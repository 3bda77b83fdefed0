using TtsOrleans.Books;
using TtsOrleans.Books.Real;
using TtsOrleans.Books.Simulated;

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
