namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>The speed of the last minutes. Not thread-safe.</summary>
internal sealed class JobPace
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock;
    private readonly Queue<(long At, long Done)> _steps = new();
    private long _done;

    public JobPace(TimeProvider clock)
    {
        _clock = clock;
        _steps.Enqueue((clock.GetTimestamp(), 0));
    }

    /// <summary>So many characters more are done.</summary>
    public void Add(int characters)
    {
        _done += characters;
        _steps.Enqueue((_clock.GetTimestamp(), _done));
        while (_steps.Count > 2 && _clock.GetElapsedTime(_steps.Peek().At) > Window)
        {
            _steps.Dequeue();
        }
    }

    /// <summary>How long so many characters will take; null while that is not known.</summary>
    public TimeSpan? Estimate(long characters)
    {
        var (at, before) = _steps.Peek();
        var elapsed = _clock.GetElapsedTime(at);
        return _done > before && elapsed >= Shortest ? elapsed * ((double)characters / (_done - before)) : null;
    }
}
