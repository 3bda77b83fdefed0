namespace TtsOrleans.Cluster.Testing.Faults;

/// <summary>How long the parts of a run take.</summary>
public sealed record FaultTiming
{
    /// <summary>As tests run it.</summary>
    public static FaultTiming OfTests { get; } = new();

    /// <summary>As the benchmark runs it.</summary>
    public static FaultTiming OfBenchmark { get; } = new()
    {
        Before = TimeSpan.FromSeconds(30),
        After = TimeSpan.FromSeconds(30),
        Limit = TimeSpan.FromMinutes(1),
        LongText = 6000,
        IsFull = true,
    };

    /// <summary>Load before the fault; shows what is normal, and goes on until texts of all lengths were answered.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Load behind the fault and its consequences.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long behind the fault everything must be back, and before it each length answered.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a request may take beyond the length of its speech.</summary>
    public TimeSpan Spare { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests at a time, beside the long one.</summary>
    public int Clients { get; init; } = 2;

    /// <summary>Characters of the text that is being spoken when the fault comes.</summary>
    public int LongText { get; init; } = 1500;

    /// <summary>Whether faults last as long as they do in the benchmark.</summary>
    public bool IsFull { get; init; }
}
