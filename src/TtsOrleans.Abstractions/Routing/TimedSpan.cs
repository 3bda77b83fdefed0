using System.Collections.Immutable;

namespace TtsOrleans.Abstractions.Routing;

/// <summary>A word or character of the text and when it sounds.</summary>
/// <param name="Start">Position in the request's text, UTF-16 units.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Begin">First sample, counted from the start of the piece.</param>
/// <param name="End">Sample after the last.</param>
/// <param name="Characters">Characters of a word; empty for a character.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.TimedSpan")]
public sealed record TimedSpan(
    [property: Id(0)] int Start,
    [property: Id(1)] int Length,
    [property: Id(2)] long Begin,
    [property: Id(3)] long End,
    [property: Id(4)] ImmutableArray<TimedSpan> Characters);
