using System.Globalization;

namespace TtsOrleans.EndToEnd;

/// <summary>What the command line asks for.</summary>
/// <param name="Url">A gateway that runs already; null to start one.</param>
/// <param name="Rounds">How often everything is measured; rounds of server and bare loop alternate.</param>
internal sealed record RunnerArguments(Uri? Url, int Rounds)
{
    public const string Usage = "usage: [--url http://127.0.0.1:7860] [--rounds 4]";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not as <see cref="Usage"/> says.</exception>
    public static RunnerArguments Parse(string[] args)
    {
        var parsed = new RunnerArguments(null, 4);
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : "";
            parsed = args[at] switch
            {
                "--url" when Uri.TryCreate(value, UriKind.Absolute, out var url) => parsed with { Url = url },
                "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out var rounds) && rounds is >= 1 and <= 100 => parsed with { Rounds = rounds },
                _ => throw new FormatException(Usage),
            };
        }

        return parsed;
    }
}
