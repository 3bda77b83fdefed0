using System.Globalization;
using TtsOrleans.Cluster.Testing.Faults;
using TtsOrleans.Cluster.Testing.Load;

namespace TtsOrleans.Failures;

/// <summary>The faults as rows of a markdown table.</summary>
internal static class FaultTable
{
    public static void Begin(TextWriter to)
    {
        to.WriteLine();
        to.WriteLine("| fault | requests | wrong audio | hung | broken | sent away | begun stream | job | longest silence heard | longest first sound | longest answer (normal) | back to full service | all silos seen |");
        to.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    public static void Row(TextWriter to, FaultReport report)
    {
        var broken = report.Count(AnswerKind.Broken) + report.Count(AnswerKind.Unreachable);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {string.Format(CultureInfo.InvariantCulture, report.Scenario.Title, report.Lasted.TotalSeconds)} | {report.Answers.Count} | {report.Wrong.Count} | {report.Count(AnswerKind.Hung)} | {broken} | {report.Count(AnswerKind.Refused)} | {Tell(report.LongAnswer)} | {(report.Job is null ? "done" : "**not done**")} | {Seconds(report.LongestStall)} | {Seconds(report.LongestFirst)} | {Seconds(report.LongestAnswer)} ({Seconds(report.Normal)}) | {Seconds(report.BackToFull)} | {(report.WholeAgain is { } whole ? Seconds(whole) : "no")} |"));
        foreach (var line in report.Faults().Concat(report.Disturbed))
        {
            Console.Error.WriteLine($"{report.Scenario.Name}: {line}");
        }
    }

    private static string Tell(Answer answer) => answer.Kind == AnswerKind.Whole ? "whole" : $"**{answer.Kind}**";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
