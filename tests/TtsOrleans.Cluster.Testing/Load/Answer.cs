namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>One request, asked once.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Streamed">Whether the audio came while it was made.</param>
/// <param name="Gateway">Name of the gateway that was asked.</param>
/// <param name="Sent">When, on the clock of <see cref="System.Diagnostics.Stopwatch"/>.</param>
public sealed record Answer(SpokenRequest Request, bool Streamed, string Gateway, long Sent)
{
    /// <summary>How it ended.</summary>
    public AnswerKind Kind { get; init; }

    /// <summary>When it ended.</summary>
    public long Ended { get; init; }

    /// <summary>From sending to the first byte of samples; null if none came.</summary>
    public TimeSpan? First { get; init; }

    /// <summary>Longest wait between two reads of samples.</summary>
    public TimeSpan LongestGap { get; init; }

    /// <summary>Longest silence that a player would have heard that begins with the first samples; zero if they always came in time.</summary>
    public TimeSpan LongestStall { get; init; }

    /// <summary>HTTP status; 0 if none came.</summary>
    public int Status { get; init; }

    /// <summary>What a refusal advised; null if nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Length and hash of the samples of a whole answer.</summary>
    public AudioDigest? Audio { get; init; }

    /// <summary>What a refusal said, or what went wrong.</summary>
    public string? Said { get; init; }

    /// <summary>From sending to the end.</summary>
    public TimeSpan Took => System.Diagnostics.Stopwatch.GetElapsedTime(Sent, Ended);
}

/// <summary>Enough of some audio to tell it from any other.</summary>
public readonly record struct AudioDigest(long Bytes, string Sha256);
