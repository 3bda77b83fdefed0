namespace TtsOrleans.Gateway.Speaking;

/// <summary>What a client wishes, as it wrote it; null where it said nothing.</summary>
internal sealed record SpeakingWish
{
    /// <summary>The text to speak.</summary>
    public string? Text { get; init; }

    /// <summary>Name of a voice.</summary>
    public string? Voice { get; init; }

    /// <summary>Name or id of a speaker.</summary>
    public string? Speaker { get; init; }

    /// <summary>Name, Chinese label or id of an emotion.</summary>
    public string? Emotion { get; init; }

    /// <summary>Strength of the emotion.</summary>
    public double? Intensity { get; init; }

    /// <summary>Speed; 1 is the voice's own.</summary>
    public double? Speed { get; init; }

    /// <summary>Shift in semitones.</summary>
    public double? Pitch { get; init; }

    /// <summary>Loudness; 1 is the voice's own.</summary>
    public double? Volume { get; init; }

    /// <summary>Name of an audio format.</summary>
    public string? Format { get; init; }

    /// <summary>Whether the audio is to be sent while it is made.</summary>
    public bool? Stream { get; init; }

    /// <summary>This wish, and <paramref name="other"/>'s words where it says nothing.</summary>
    public SpeakingWish Over(SpeakingWish other) => new()
    {
        Text = Text ?? other.Text,
        Voice = Voice ?? other.Voice,
        Speaker = Speaker ?? other.Speaker,
        Emotion = Emotion ?? other.Emotion,
        Intensity = Intensity ?? other.Intensity,
        Speed = Speed ?? other.Speed,
        Pitch = Pitch ?? other.Pitch,
        Volume = Volume ?? other.Volume,
        Format = Format ?? other.Format,
        Stream = Stream ?? other.Stream,
    };
}
