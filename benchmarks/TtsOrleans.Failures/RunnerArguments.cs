using System.Globalization;

namespace TtsOrleans.Failures;

/// <summary>What the command line asks for.</summary>
/// <param name="Names">Scenarios by name; all if empty.</param>
/// <param name="InTests">Whether faults last only as long as they do in the tests.</param>
/// <param name="SoakMinutes">How long the soak takes.</param>
/// <param name="Logs">Folder for what the processes wrote; null to drop it.</param>
internal sealed record RunnerArguments(IReadOnlyList<string> Names, bool InTests, double SoakMinutes, string? Logs)
{
    public const string Usage = "usage: [--short] [--soak minutes] [--logs folder] [scenario …]; --list names the scenarios";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not as <see cref="Usage"/> says.</exception>
    public static RunnerArguments Parse(string[] args, IReadOnlyCollection<string> known)
    {
        var parsed = new RunnerArguments([], false, 10, null);
        for (var at = 0; at < args.Length; at++)
        {
            parsed = args[at] switch
            {
                "--short" => parsed with { InTests = true },
                "--soak" when at + 1 < args.Length && double.TryParse(args[++at], CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 1440 =>
                    parsed with { SoakMinutes = minutes },
                "--logs" when at + 1 < args.Length => parsed with { Logs = args[++at] },
                var name when known.Contains(name) => parsed with { Names = [.. parsed.Names, name] },
                _ => throw new FormatException($"{Usage}: {string.Join(", ", known)}"),
            };
        }

        return parsed;
    }
}
