using System.Globalization;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Overload;

namespace TtsOrleans.Failures;

/// <summary>An overload, and the memory of processes, as markdown tables.</summary>
internal static class OverloadTable
{
    public static void Print(TextWriter to, OverloadReport report)
    {
        void Line(FormattableString line) => to.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        var firsts = report.Admitted.Where(answer => answer.Streamed).Select(answer => answer.First ?? TimeSpan.Zero).ToList();
        var refusals = report.SentAway.Select(answer => answer.Took).ToList();
        var served = report.Admitted.Select(answer => answer.Took).ToList();

        Line($"");
        Line($"| overload | |");
        Line($"|---|---|");
        Line($"| capacity | {report.Capacity:0.0} requests a second |");
        Line($"| offered | {report.Offered:0.0} a second for {report.Lasted.TotalSeconds:0} s, {report.Answers.Count} in all |");
        Line($"| served | {report.Admitted.Count}; wrong audio {report.Wrong.Count} of {report.Compared} compared |");
        Line($"| their first sound, median / 95 % / longest | {Quantiles(firsts)} |");
        Line($"| their whole answer, median / 95 % / longest | {Quantiles(served)} |");
        Line($"| sent away with Retry-After | {report.SentAway.Count(answer => answer.Status == 429)} with 429, {report.SentAway.Count(answer => answer.Status == 503)} with 503 |");
        Line($"| after, median / 95 % / longest | {Quantiles(refusals)} |");
        Line($"| broken, hung or refused otherwise | {report.Failed.Count} |");
        Line($"| back to normal after the last of them | {(report.Recovery is { } recovery ? string.Create(CultureInfo.InvariantCulture, $"{recovery.TotalSeconds:0.0} s") : "**no**")} |");
        PrintMemory(to, report.Memory);
        foreach (var failed in report.Failed.GroupBy(answer => (answer.Kind, answer.Status, answer.Said)).Take(10))
        {
            Console.Error.WriteLine($"overload: {failed.Count()} × {failed.Key}");
        }
    }

    public static void PrintMemory(TextWriter to, IReadOnlyList<MemoryUse> uses)
    {
        to.WriteLine();
        to.WriteLine("| process | memory at first | most | at last | growth |");
        to.WriteLine("|---|---|---|---|---|");
        foreach (var use in uses)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {use.Node} | {use.First:0} MB | {use.Most:0} MB | {use.Last:0} MB | {use.Growth:0.0} MB a minute |"));
        }
    }

    private static string Quantiles(IReadOnlyList<TimeSpan> times) => string.Create(
        CultureInfo.InvariantCulture,
        $"{OverloadReport.Quantile(times, 0.5).TotalSeconds:0.00} / {OverloadReport.Quantile(times, 0.95).TotalSeconds:0.00} / {OverloadReport.Quantile(times, 1).TotalSeconds:0.00} s");
}
