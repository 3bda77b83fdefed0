using Microsoft.Extensions.Configuration;
using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Hosting.StartUp;

/// <summary>
/// A mistyped section would be left alone with all that is in it. What lies outside of our sections belongs to others, the environment's variables among it:
/// refused is only what is nearly one of ours.
/// </summary>
internal sealed class SectionsAreKnown(IConfiguration configuration, IEnumerable<SettingsKeys> keys) : IStartCheck
{
    /// <summary>Shorter names are near to too much.</summary>
    private const int ShortestName = 4;

    /// <summary>From this length on, two slips are as good as one.</summary>
    private const int LongName = 7;

    public IEnumerable<string> Find()
    {
        var known = keys.Select(section => section.Section).Where(section => !section.Contains(':', StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
            from written in configuration.GetChildren()
            where written.GetChildren().Any() && !known.Contains(written.Key)
            let meant = known.Where(section => IsNear(section, written.Key)).Order(StringComparer.Ordinal).FirstOrDefault()
            where meant is not null
            select $"{written.Key} is not a section; {meant} is.";
    }

    private static bool IsNear(string section, string written) =>
        section.Length >= ShortestName
        && written.Length > 0
        && char.ToUpperInvariant(section[0]) == char.ToUpperInvariant(written[0])
        && Slips(section.ToUpperInvariant(), written.ToUpperInvariant()) <= (section.Length >= LongName ? 2 : 1);

    /// <summary>Letters to be put in, left out or replaced to get from one name to the other: Levenshtein's distance.</summary>
    private static int Slips(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(diagonal + (from[i - 1] == to[j - 1] ? 0 : 1), 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
