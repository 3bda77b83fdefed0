using System.Globalization;

namespace TtsOrleans.Books;

/// <summary>What the command line asks for.</summary>
/// <param name="IsReal">The real voice behind a gateway, or the simulated one.</param>
/// <param name="Characters">Length of the book.</param>
/// <param name="Url">Real: a gateway that runs already; null to start one.</param>
/// <param name="Listeners">Real: requests that are measured before the book is ordered.</param>
/// <param name="Slots">Simulated: sentences at once, in all.</param>
/// <param name="SecondsPerPiece">Simulated: length of each sentence's audio; 6 s is what 26 characters take.</param>
/// <param name="Silos">Simulated: processes on a PostgreSQL of their own; 0 for a silo in this process with a database file.</param>
/// <param name="Middle">Simulated, on PostgreSQL: what happens to one of them.</param>
internal sealed record BookArguments(bool IsReal, int Characters, Uri? Url, int Listeners, int Slots, double SecondsPerPiece, int Silos, MiddleOfBook Middle)
{
    public const string Usage = """
        usage: real [--characters 30000] [--url http://127.0.0.1:7860] [--listeners 60]
               simulated [--characters 1000000] [--slots 32] [--seconds-per-piece 6] [--postgres [--silos 4] [--middle kill|stop]]
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not as <see cref="Usage"/> says.</exception>
    public static BookArguments Parse(string[] args)
    {
        var parsed = args.FirstOrDefault() switch
        {
            "real" => new BookArguments(true, 30_000, null, 60, 0, 0, 0, MiddleOfBook.Nothing),
            "simulated" => new BookArguments(false, 1_000_000, null, 0, 32, 6, args.Contains("--postgres") ? 4 : 0, MiddleOfBook.Nothing),
            _ => throw new FormatException(Usage),
        };
        string[] settings = [.. args.Skip(1).Where(argument => parsed.IsReal || argument != "--postgres")];
        for (var at = 0; at < settings.Length; at += 2)
        {
            var value = at + 1 < settings.Length ? settings[at + 1] : "";
            parsed = settings[at] switch
            {
                "--characters" => parsed with { Characters = Number(value, 500, 2_000_000) },
                "--url" when parsed.IsReal && Uri.TryCreate(value, UriKind.Absolute, out var url) => parsed with { Url = url },
                "--listeners" when parsed.IsReal => parsed with { Listeners = Number(value, 20, 10_000) },
                "--slots" when !parsed.IsReal => parsed with { Slots = Number(value, 1, 256) },
                "--seconds-per-piece" when !parsed.IsReal && double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.1 and <= 60 =>
                    parsed with { SecondsPerPiece = seconds },
                "--silos" when parsed.Silos > 0 => parsed with { Silos = Number(value, 2, 16) },
                "--middle" when parsed.Silos > 0 && value is "kill" or "stop" => parsed with { Middle = value == "kill" ? MiddleOfBook.Kill : MiddleOfBook.Stop },
                _ => throw new FormatException(Usage),
            };
        }

        return parsed.Silos > 0 && parsed.Slots % parsed.Silos != 0 ? throw new FormatException($"{parsed.Slots} slots cannot be shared equally by {parsed.Silos} silos.") : parsed;
    }

    private static int Number(string value, int least, int most) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"'{value}' is not a number from {least} to {most}.\n{Usage}");
}
