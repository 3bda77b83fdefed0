namespace TtsOrleans.Abstractions.Synthesis;

/// <summary>Where a synthesizer lives: <c>voice hash/silo address with generation/slot</c>.</summary>
/// <param name="VoiceHash">The voice's weights hash.</param>
/// <param name="Silo">The silo, in its parsable form.</param>
/// <param name="Slot">Slot of that silo, from 0.</param>
public readonly record struct SynthesizerKey(string VoiceHash, string Silo, int Slot)
{
    /// <summary>Reads a key back.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static SynthesizerKey Parse(string key)
    {
        var parts = key.Split('/');
        return parts is [{ Length: > 0 } voice, { Length: > 0 } silo, var slot]
            && int.TryParse(slot, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? new(voice, silo, number)
            : throw new FormatException($"'{key}' is no synthesizer key: 'voice hash/silo/slot' expected.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{VoiceHash}/{Silo}/{Slot}");
}
