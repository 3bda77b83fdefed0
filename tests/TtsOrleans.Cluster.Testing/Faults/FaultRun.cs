using System.Diagnostics;
using TtsOrleans.Cluster.Testing.Load;
using TtsOrleans.Cluster.Testing.Processes;

namespace TtsOrleans.Cluster.Testing.Faults;

/// <summary>Brings a fault over a cluster that speaks, amid a long stream, and watches what comes of it.</summary>
public static class FaultRun
{
    /// <summary>Silos that remember so little that the same requests have to be made again and again.</summary>
    public static readonly IReadOnlyList<string> SmallCaches = ["--Cache:AudioBytes=1000000"];

    private const int NormalInARow = 6;
    private static readonly TimeSpan s_noise = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs a scenario once; the cluster is whole before and, if all is well, behind it.</summary>
    /// <param name="cluster">What it comes over.</param>
    /// <param name="reference">What all answers must be.</param>
    /// <param name="mix">What is asked for meanwhile.</param>
    /// <param name="scenario">What goes wrong.</param>
    /// <param name="timing">How long it all takes.</param>
    /// <param name="job">A job that runs meanwhile; null for none.</param>
    public static async Task<FaultReport> RunAsync(
        ClusterProcesses cluster, ReferenceVoice reference, RequestMix mix, FaultScenario scenario, FaultTiming timing, CheckedJob? job)
    {
        var jobId = job is null ? "" : await job.SubmitAsync();
        using var asker = new SpeechAsker();
        await using var load = CheckedLoad.Start(cluster.Gateways, mix, timing.Clients, timing.Spare);
        await Task.WhenAll(Task.Delay(timing.Before), load.UntilAllLengthsAsync(timing.Limit));

        // The stream that has begun when the fault comes.
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = mix.LongOne(timing.LongText);
        var longAnswer = asker.AskAsync(cluster.Gateways[0], asked, streamed: true, asked.Deadline(timing.Spare), begun.SetResult);
        await Task.WhenAny(begun.Task, longAnswer);

        var normal = Longest(load.Answers);
        var fault = Stopwatch.GetTimestamp();
        var lasts = timing.IsFull ? scenario.InFull : scenario.InTests;
        await scenario.Inject(cluster, lasts);

        // Behind kill -9 the rest of the cluster takes a moment to see it, and must not be taken for whole before.
        var over = Stopwatch.GetTimestamp();
        await Task.Delay(timing.After);
        TimeSpan? wholeAgain = null;
        while (Stopwatch.GetElapsedTime(over) < timing.Limit && !(wholeAgain is not null && AllNormal(load.Answers, normal)))
        {
            wholeAgain ??= await cluster.IsWholeAsync() ? Stopwatch.GetElapsedTime(fault) : null;
            await Task.Delay(250);
        }

        // The machine may have become slower meanwhile; what is normal grows with the last answers, which were not long by what was normal before.
        if (wholeAgain is not null && AllNormal(load.Answers, normal))
        {
            normal = TimeSpan.FromTicks(Math.Max(normal.Ticks, Longest([.. load.Answers.TakeLast(NormalInARow)]).Ticks));
        }

        IReadOnlyList<Answer> answers = [.. await load.StopAsync(), await longAnswer];
        var disturbed = answers.Where(answer => answer.Ended > fault && answer.Request == asked ? answer.Kind != AnswerKind.Whole : IsDisturbed(answer, normal)).ToList();
        var backToFull = disturbed.Count == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(fault, disturbed.Max(answer => answer.Ended));
        return new(
            scenario,
            lasts,
            answers,
            await reference.FindWrongAsync(answers),
            await longAnswer,
            [.. disturbed.Select(answer => $"{Since(fault, answer.Sent)} … {Since(fault, answer.Ended)} s: {FaultReport.Tell(answer)}")],
            normal,
            backToFull,
            wholeAgain,
            job is null ? null : await job.CheckAsync(jobId));
    }

    private static string Since(long fault, long moment) =>
        ((moment - fault) / (double)Stopwatch.Frequency).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static TimeSpan Longest(IReadOnlyList<Answer> answers) =>
        answers.Count == 0 ? TimeSpan.FromSeconds(5) : answers.Max(answer => answer.Took);

    private static bool AllNormal(IReadOnlyList<Answer> answers, TimeSpan normal) =>
        answers.TakeLast(NormalInARow).All(answer => !IsDisturbed(answer, normal));

    // A gateway that cannot be reached is passed over at once; where that must not be, the report says so.
    private static bool IsDisturbed(Answer answer, TimeSpan normal) =>
        answer.Kind is not (AnswerKind.Whole or AnswerKind.Unreachable) || answer.Took > (2 * normal) + s_noise;
}
