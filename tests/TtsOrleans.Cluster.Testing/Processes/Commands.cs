using System.Diagnostics;

namespace TtsOrleans.Cluster.Testing.Processes;

/// <summary>Programs of the machine, run to their end.</summary>
public static class Commands
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    /// <summary>Whether a program is on the path.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs a program that must succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        // No pipes: a server inherits those of the program that starts it, and would hold them open. What is said belongs beside the result.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >&2", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Runs a program whose failure is an answer.</summary>
    public static async Task<bool> TryAsync(string program, params string[] arguments) =>
        await CaptureAsync(program, arguments) is { Code: 0 };

    /// <summary>Runs a program and keeps what it writes.</summary>
    /// <param name="program">Which.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="patience">How long it may take, four minutes unless given; it is killed then.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public static async Task<CommandResult> CaptureAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? patience = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience ?? s_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await errors);
    }
}

/// <summary>How a program ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Errors">What it wrote to its standard error.</param>
public sealed record CommandResult(int Code, string Output, string Errors)
{
    /// <summary>Both, the output first.</summary>
    public string All => Output + Errors;

    /// <summary>Code and all it wrote.</summary>
    public void Deconstruct(out int code, out string all) => (code, all) = (Code, All);
}
