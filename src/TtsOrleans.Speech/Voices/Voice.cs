namespace TtsOrleans.Speech.Voices;

/// <summary>A voice folder, read and checked; immutable.</summary>
public sealed class Voice
{
}
