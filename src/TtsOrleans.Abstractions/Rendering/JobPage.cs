using System.Collections.Immutable;

namespace TtsOrleans.Abstractions.Rendering;

/// <summary>Some jobs, newest first.</summary>
/// <param name="Jobs">Without errors by sentence; their chapters are there.</param>
/// <param name="Next">Asks for the page behind; null if this is the last.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.JobPage")]
public sealed record JobPage(
    [property: Id(0)] ImmutableArray<JobStatus> Jobs,
    [property: Id(1)] string? Next);
