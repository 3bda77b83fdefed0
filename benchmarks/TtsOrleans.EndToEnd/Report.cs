using System.Globalization;

namespace TtsOrleans.EndToEnd;

/// <summary>The figures as markdown, each goal beside what was reached.</summary>
internal static class Report
{
    /// <summary>Seconds that the service this project replaces took for 50, 100 and 200 characters.</summary>
    private static readonly Dictionary<int, double> s_origin = new() { [50] = 1.2, [100] = 2.1, [200] = 3.9 };

    public static void Print(TextWriter to, LatencyRounds latency, ThroughputRounds throughput, int cores)
    {
        void Line(FormattableString line) => to.WriteLine(line.ToString(CultureInfo.InvariantCulture));

        Line($"");
        Line($"| characters | cold p50 / p95 | cached p50 / p95 | RTF | bare loop, one thread | wall ÷ (bare ÷ {cores} cores) | origin ÷ cold |");
        Line($"|---|---|---|---|---|---|---|");
        foreach (var size in LatencyRounds.Sizes)
        {
            var figures = latency[size];
            Line($"| {size} | {figures.Cold.P50:0} / {figures.Cold.P95:0} ms | {figures.Cached.P50:0.0} / {figures.Cached.P95:0.0} ms | {figures.RealTime.P50:0.000} | {figures.BareCore.P50:0} ms | {figures.WallOverBare.P50:0.00} | {s_origin[size] * 1000 / figures.Cold.P50:0.0} × |");
        }

        Line($"");
        Line($"| requests at once | seconds of audio a second | bare loop, {cores} cores | ratio | processor time ÷ bare loop's |");
        Line($"|---|---|---|---|---|");
        foreach (var level in ThroughputRounds.Levels)
        {
            var figures = throughput[level];
            Line($"| {level} | {figures.Server.P50:0.0} | {figures.Bare.P50:0.0} | {figures.ServerOverBare.P50:0.00} | {(figures.ProcessorOverBare.Count > 0 ? figures.ProcessorOverBare.P50 : double.NaN):0.00} |");
        }

        var leastRatio = ThroughputRounds.Levels.Where(level => level >= 2).Min(level => throughput[level].ServerOverBare.P50);
        Line($"");
        Line($"| goal | asked | reached | |");
        Line($"|---|---|---|---|");
        Line($"| first audio, 100 characters streamed, p50 (p95 {latency.FirstAudio.P95:0} ms) | ≤ 80 ms | {latency.FirstAudio.P50:0} ms | {Mark(latency.FirstAudio.P50 <= 80)} |");
        Line($"| cached, 100 characters, p50 | ≤ 2 ms | {latency[100].Cached.P50:0.0} ms | {Mark(latency[100].Cached.P50 <= 2)} |");
        Line($"| throughput ÷ bare loop, all cores, 2 requests and more | ≥ 0.90 | {leastRatio:0.00} | {Mark(leastRatio >= 0.9)} |");
        Line($"| 200 characters ÷ (bare core-seconds ÷ cores) | ≤ 1.25 | {latency[200].WallOverBare.P50:0.00} | {Mark(latency[200].WallOverBare.P50 <= 1.25)} |");
    }

    private static string Mark(bool reached) => reached ? "yes" : "**no**";
}
