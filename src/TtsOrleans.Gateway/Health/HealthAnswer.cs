namespace TtsOrleans.Gateway.Health;

/// <summary>Answer of <c>/health</c>.</summary>
/// <param name="Status"><c>healthy</c>, or <c>unready</c> while it starts or drains.</param>
/// <param name="Model">The kind of networks that speak.</param>
/// <param name="Ready">Whether requests will be answered.</param>
/// <param name="Checks">Each check and what it found.</param>
internal sealed record HealthAnswer(string Status, string Model, bool Ready, IReadOnlyDictionary<string, string> Checks);
