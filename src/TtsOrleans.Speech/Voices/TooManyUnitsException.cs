namespace TtsOrleans.Speech.Voices;

/// <summary>A piece has more units than the voice can speak in one run; the text has to be cut.</summary>
public sealed class TooManyUnitsException(string voice, int units, int limit)
    : Exception($"A piece of {units} units is too long for the voice '{voice}', which speaks at most {limit} at a time.")
{
    /// <summary>Units of the piece.</summary>
    public int Units { get; } = units;

    /// <summary>Units the voice allows.</summary>
    public int Limit { get; } = limit;
}
