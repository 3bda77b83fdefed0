namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>What a client asks for. Equal requests have equal audio, wherever, whenever and however it is made.</summary>
/// <param name="Text">What is to be spoken.</param>
/// <param name="Emotion">Name of an emotion of the voice.</param>
/// <param name="Speed">Rate, 1 is normal.</param>
public sealed record SpokenRequest(string Text, string Emotion, double Speed);
