namespace TtsOrleans.Grains.Streams;

/// <summary>A reason to give up a silent stream before its time: what others have learnt of the silo it comes from.</summary>
/// <param name="After">How long the stream itself must have been silent for the reason to count.</param>
/// <param name="Reason">Whether there is a reason now; asked again and again.</param>
internal readonly record struct Suspicion(TimeSpan After, Func<bool>? Reason)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the stream is to be given up.</summary>
    public bool Holds => Reason?.Invoke() == true;

    /// <summary>How long to wait at first.</summary>
    public TimeSpan FirstLook(TimeSpan silence) => Reason is not null && After < silence ? After : silence;

    /// <summary>How long to wait then.</summary>
    public static TimeSpan NextLook(TimeSpan left) => left < TimeSpan.Zero ? TimeSpan.Zero : left < Look ? left : Look;
}
