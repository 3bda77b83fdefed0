using TtsOrleans.Cluster.Testing.Load;

namespace TtsOrleans.Cluster.Testing.Overload;

/// <summary>What many more requests than can be served came to.</summary>
/// <param name="Capacity">Requests a second that were served without overload.</param>
/// <param name="Offered">Requests a second that were sent.</param>
/// <param name="Lasted">For how long.</param>
/// <param name="Answers">All answers.</param>
/// <param name="Wrong">Of the admitted ones that were compared with the reference, those that differ.</param>
/// <param name="Compared">Admitted ones that were compared.</param>
/// <param name="Recovery">From the last request of the flood until requests were answered as fast as without it; null if they never were.</param>
/// <param name="Memory">Of all processes, from before the flood to behind the recovery.</param>
public sealed record OverloadReport(
    double Capacity,
    double Offered,
    TimeSpan Lasted,
    IReadOnlyList<Answer> Answers,
    IReadOnlyList<Answer> Wrong,
    int Compared,
    TimeSpan? Recovery,
    IReadOnlyList<MemoryUse> Memory)
{
    /// <summary>Those that were served.</summary>
    public IReadOnlyList<Answer> Admitted { get; } = [.. Answers.Where(answer => answer.Kind == AnswerKind.Whole)];

    /// <summary>Those that were sent away in order: 429 or 503, and when to come back.</summary>
    public IReadOnlyList<Answer> SentAway { get; } =
        [.. Answers.Where(answer => answer is { Kind: AnswerKind.Refused, Status: 429 or 503, RetryAfter: not null })];

    /// <summary>All others: broken, hung, refused without a word.</summary>
    public IReadOnlyList<Answer> Failed { get; } =
        [.. Answers.Where(answer => answer is not ({ Kind: AnswerKind.Whole } or { Kind: AnswerKind.Refused, Status: 429 or 503, RetryAfter: not null }))];

    /// <summary>A share of some durations, in order: 0.5 is the median, 1 the longest; zero of none.</summary>
    public static TimeSpan Quantile(IEnumerable<TimeSpan> durations, double share)
    {
        var ordered = durations.Order().ToList();
        return ordered.Count == 0 ? TimeSpan.Zero : ordered[(int)Math.Ceiling(share * (ordered.Count - 1))];
    }
}
