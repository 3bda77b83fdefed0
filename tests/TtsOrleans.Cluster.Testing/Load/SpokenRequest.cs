namespace TtsOrleans.Cluster.Testing.Load;

/// <summary>What a client asks for. Equal requests have equal audio, wherever, whenever and however it is made.</summary>
/// <param name="Text">What is to be spoken.</param>
/// <param name="Emotion">Name of an emotion of the voice.</param>
/// <param name="Speed">Rate, 1 is normal.</param>
public sealed record SpokenRequest(string Text, string Emotion, double Speed)
{
    // A Chinese character takes about a fifth of a second.
    private const double SecondsPerCharacter = 0.2;

    /// <summary>
    /// How long its answer may take: what is needed later is made later, in time for a player but not before it while others wait for
    /// their first sound; so a long text may take as long as it lasts.
    /// </summary>
    /// <param name="spare">Beyond what it lasts.</param>
    public TimeSpan Deadline(TimeSpan spare) => spare + TimeSpan.FromSeconds(Text.Length * SecondsPerCharacter / Speed);
}
