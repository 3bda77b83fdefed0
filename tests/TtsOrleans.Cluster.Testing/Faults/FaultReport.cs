using TtsOrleans.Cluster.Testing.Load;

namespace TtsOrleans.Cluster.Testing.Faults;

/// <summary>What a fault did to those who were asking for speech.</summary>
/// <param name="Scenario">What went wrong.</param>
/// <param name="Lasted">How long.</param>
/// <param name="Answers">All answers, the long one last.</param>
/// <param name="Wrong">Whole answers whose audio was not the reference's.</param>
/// <param name="LongAnswer">The stream that had begun when the fault came.</param>
/// <param name="Disturbed">Answers behind the fault that failed or took much longer than normal, each with the times since the fault in words.</param>
/// <param name="Normal">Longest answer before the fault, or among the last ones if the machine had become slower.</param>
/// <param name="BackToFull">From the fault to the end of the last request that failed or took much longer than normal; zero if none did.</param>
/// <param name="WholeAgain">From the fault until every gateway saw every silo; null if that did not come.</param>
/// <param name="Job">What is wrong with the job that ran meanwhile; null if nothing.</param>
public sealed record FaultReport(
    FaultScenario Scenario,
    TimeSpan Lasted,
    IReadOnlyList<Answer> Answers,
    IReadOnlyList<Answer> Wrong,
    Answer LongAnswer,
    IReadOnlyList<string> Disturbed,
    TimeSpan Normal,
    TimeSpan BackToFull,
    TimeSpan? WholeAgain,
    string? Job)
{
    /// <summary>Longest wait for the next samples of a stream that had begun.</summary>
    public TimeSpan LongestGap => Answers.Where(answer => answer.Streamed).Max(answer => answer.LongestGap);

    /// <summary>Longest silence within a stream that a player would have heard.</summary>
    public TimeSpan LongestStall => Answers.Where(answer => answer.Streamed).Max(answer => answer.LongestStall);

    /// <summary>Longest wait for the first samples of a stream.</summary>
    public TimeSpan LongestFirst => Answers.Where(answer => answer.Streamed).Max(answer => answer.First ?? TimeSpan.Zero);

    /// <summary>Longest answer, the long text apart.</summary>
    public TimeSpan LongestAnswer => Answers.Where(answer => answer != LongAnswer).Max(answer => answer.Took);

    /// <summary>Answers of a kind.</summary>
    public int Count(AnswerKind kind) => Answers.Count(answer => answer.Kind == kind);

    /// <summary>What breaks the promises, in words; empty if nothing does.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Job is null ? Array.Empty<string>() : [Job],
        .. Wrong.Select(answer => $"wrong audio: {Tell(answer)}"),
        .. Answers.Where(answer => !Allowed(answer)).Select(Tell),
        .. LongAnswer.Kind == AnswerKind.Whole || Scenario.GatewayDies ? Array.Empty<string>() : [$"the begun stream: {Tell(LongAnswer)}"],
    ];

    private bool Allowed(Answer answer) => answer.Kind switch
    {
        AnswerKind.Whole => true,
        AnswerKind.Refused => Scenario.MayRefuse && answer is { Status: 429 or 503, RetryAfter: not null },
        AnswerKind.Unreachable or AnswerKind.Broken => Scenario.GatewayDies,
        _ => false,
    };

    internal static string Tell(Answer answer) =>
        $"{answer.Kind} {answer.Status} at {answer.Gateway} after {answer.Took.TotalSeconds:0.0} s, {answer.Audio?.Bytes} bytes of '{answer.Request.Text[..Math.Min(12, answer.Request.Text.Length)]}…' {answer.Said}";
}
