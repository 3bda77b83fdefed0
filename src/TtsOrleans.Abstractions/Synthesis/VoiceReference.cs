namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>A voice in one version.</summary>
/// <param name="Name">Its name, which is also its folder's under <c>models/</c>.</param>
/// <param name="Hash">SHA-256 over manifest and weights, lower-case hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.VoiceReference")]
public sealed record VoiceReference([property: Id(0)] string Name, [property: Id(1)] string Hash);
