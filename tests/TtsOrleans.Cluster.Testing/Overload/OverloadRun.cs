using System.Collections.Concurrent;
using System.Diagnostics;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Overload;

/// <summary>Sends many times more requests than the cluster can serve, by the clock and whatever becomes of them.</summary>
public static class OverloadRun
{
    private const int Characters = 40;
    private const int Compared = 24;
    private const int ServedInARow = 3;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_recoveryLimit = TimeSpan.FromSeconds(60);

    /// <summary>Measures the capacity, floods the cluster, and waits until it is itself again.</summary>
    /// <param name="cluster">Whole and idle.</param>
    /// <param name="reference">What admitted answers must be.</param>
    /// <param name="factor">How many times the capacity is sent.</param>
    /// <param name="measure">How long the capacity is measured.</param>
    /// <param name="lasts">How long the flood lasts.</param>
    /// <param name="seed">Decides the texts; none is asked for twice.</param>
    public static async Task<OverloadReport> RunAsync(
        ClusterProcesses cluster, ReferenceVoice reference, double factor, TimeSpan measure, TimeSpan lasts, int seed)
    {
        using var asker = new SpeechAsker();
        var texts = new TextSource(seed);
        await using var memory = new MemoryWatch([.. cluster.Nodes], TimeSpan.FromSeconds(0.5));
        var (capacity, normal) = await MeasureAsync(cluster, asker, texts, measure);

        var asked = new List<Task<Answer>>();
        var started = Stopwatch.GetTimestamp();
        var rate = capacity * factor;
        for (TimeSpan elapsed; (elapsed = Stopwatch.GetElapsedTime(started)) < lasts; await Task.Delay(10))
        {
            while (asked.Count < elapsed.TotalSeconds * rate)
            {
                asked.Add(asker.AskAsync(cluster.Gateways[asked.Count % cluster.Gateways.Count], Ask(texts), asked.Count % 4 != 0, s_deadline));
            }
        }

        var recovery = await RecoverAsync(cluster, asker, texts, normal);
        var answers = await Task.WhenAll(asked);
        var compared = answers.Where(answer => answer.Kind == AnswerKind.Whole).Take(Compared).ToList();
        return new(capacity, rate, lasts, answers, await reference.FindWrongAsync(compared), compared.Count, recovery, memory.Uses());
    }

    private static SpokenRequest Ask(TextSource texts) => new(texts.Next(Characters), "neutral", 1);

    /// <summary>Keeps every slot busy, with a piece waiting for each, and counts what is served.</summary>
    private static async Task<(double Capacity, TimeSpan Normal)> MeasureAsync(
        ClusterProcesses cluster, SpeechAsker asker, TextSource texts, TimeSpan measure)
    {
        var answers = new ConcurrentQueue<Answer>();
        var texting = new Lock();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, cluster.Silos.Count * 2).Select(client => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < measure)
            {
                SpokenRequest request;
                lock (texting)
                {
                    request = Ask(texts);
                }

                answers.Enqueue(await asker.AskAsync(cluster.Gateways[client % cluster.Gateways.Count], request, streamed: true, s_deadline));
            }
        })));
        return (answers.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, answers.Max(answer => answer.Took));
    }

    private static async Task<TimeSpan?> RecoverAsync(ClusterProcesses cluster, SpeechAsker asker, TextSource texts, TimeSpan normal)
    {
        var over = Stopwatch.GetTimestamp();
        for (var served = 0; Stopwatch.GetElapsedTime(over) < s_recoveryLimit;)
        {
            var began = Stopwatch.GetElapsedTime(over);
            var answer = await asker.AskAsync(cluster.Gateways[served % cluster.Gateways.Count], Ask(texts), streamed: true, s_deadline);
            served = answer.Kind == AnswerKind.Whole && answer.Took <= 2 * normal ? served + 1 : 0;
            if (served == ServedInARow)
            {
                return began;
            }

            await Task.Delay(50);
        }

        return null;
    }
}
