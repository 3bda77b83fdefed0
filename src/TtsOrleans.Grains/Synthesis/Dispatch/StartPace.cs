namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>How fast waiting requests have been beginning lately: the time between two of them, a moving average. Not thread-safe.</summary>
/// <param name="clock">Time.</param>
internal sealed class StartPace(TimeProvider clock)
{
    private const double Weight = 0.3;

    private TimeSpan? _interval;
    private long _last;

    /// <summary>Somebody has to wait where nobody did: time counts from now on.</summary>
    public void Crowds() => _last = clock.GetTimestamp();

    /// <summary>One that waited has begun.</summary>
    public void Begun()
    {
        var now = clock.GetTimestamp();
        var sample = clock.GetElapsedTime(_last, now);
        _interval = _interval is { } known ? known + (Weight * (sample - known)) : sample;
        _last = now;
    }

    /// <summary>The time until one with so many before it begins. A pace that stalls is taken at its word.</summary>
    /// <param name="before">Those that begin first.</param>
    /// <param name="assumed">What to take for the interval as long as none was seen.</param>
    public TimeSpan Expect(int before, TimeSpan assumed)
    {
        var interval = _interval ?? assumed;
        var stalled = clock.GetElapsedTime(_last);
        return (before + 1) * (interval > stalled ? interval : stalled);
    }
}
