namespace TtsOrleans.Speech.Synthesis;

/// <summary>Where the frames of a piece are cut for the vocoder: fixed by the piece alone, so that equal requests give equal bytes.</summary>
public enum WindowPlan
{
    /// <summary>One window.</summary>
    Whole = 0,

    /// <summary>24 frames, then the rest: the first sound comes early.</summary>
    FastFirst = 1,
}
