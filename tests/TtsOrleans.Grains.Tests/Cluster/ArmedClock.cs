using Microsoft.Extensions.Time.Testing;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>A clock that stands still until it is moved, and knows of all waits for it.</summary>
internal sealed class ArmedClock : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _armed = [];

    /// <summary>Waits until exactly so long a wait was begun so many times since <see cref="Forget"/>.</summary>
    public Task IsArmedAsync(TimeSpan due, int times = 1) => Eventually.Holds(() => Armed(due) >= times, $"{times} wait for {due}");

    /// <summary>Forgets all waits begun so far.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _armed.Clear();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_gate)
        {
            _armed.Add(dueTime);
        }

        return timer;
    }

    private int Armed(TimeSpan due)
    {
        lock (_gate)
        {
            return _armed.Count(armed => armed == due);
        }
    }
}
