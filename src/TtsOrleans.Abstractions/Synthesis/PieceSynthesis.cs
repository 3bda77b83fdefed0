namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>An order for the audio of one piece.</summary>
/// <param name="Key">Content key, lower-case hexadecimal SHA-256: equal keys mean equal bytes on nodes with the same engine fingerprint.</param>
/// <param name="Voice">The voice in one version.</param>
/// <param name="Style">Speaker, emotion, prosody.</param>
/// <param name="Units">What is spoken.</param>
/// <param name="FastFirst">Whether the window plan opens with a short window (first piece of a request) or is the whole.</param>
/// <param name="Slack">How long from now until its first sample is needed for playback without a gap.</param>
/// <param name="Priority">Interactive or job.</param>
/// <param name="Rehearsal">Whether nobody listens: spoken where it is dispatched, neither kept nor counted.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PieceSynthesis")]
public sealed record PieceSynthesis(
    [property: Id(0)] string Key,
    [property: Id(1)] VoiceReference Voice,
    [property: Id(2)] SpeakingStyle Style,
    [property: Id(3)] PieceUnits Units,
    [property: Id(4)] bool FastFirst,
    [property: Id(5)] TimeSpan Slack,
    [property: Id(6)] SpeechPriority Priority,
    [property: Id(7)] bool Rehearsal = false);
