using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Abstractions.Routing;

/// <summary>One request, everything resolved against the voice it names.</summary>
/// <param name="Text">The text to speak, as the client sent it; well-formed UTF-16.</param>
/// <param name="Voice">Name and weights hash of the voice: one request uses one version of it.</param>
/// <param name="Style">Speaker, emotion and prosody.</param>
/// <param name="WithTimings">Whether <see cref="PieceStarted.Words"/> is wanted.</param>
/// <param name="Priority">Interactive requests overtake jobs at every sentence.</param>
/// <param name="Rehearsal">Whether nobody listens: the silo that routes it speaks it alone, keeps nothing of it and counts nothing.</param>
[GenerateSerializer, Immutable, Alias("TtsOrleans.SpeechRequest")]
public sealed record SpeechRequest(
    [property: Id(0)] string Text,
    [property: Id(1)] VoiceReference Voice,
    [property: Id(2)] SpeakingStyle Style,
    [property: Id(3)] bool WithTimings = false,
    [property: Id(4)] SpeechPriority Priority = SpeechPriority.Interactive,
    [property: Id(5)] bool Rehearsal = false);
