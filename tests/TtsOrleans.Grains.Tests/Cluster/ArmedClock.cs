using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Cluster.Testing.Waiting;

namespace TtsOrleans.Grains.Tests.Cluster;

/// <summary>A clock that a test moves, and that tells when something begins to wait on it.</summary>
internal sealed class ArmedClock : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _armed = [];
    private readonly Changes _changes = new();

    public ArmedClock()
    {
    }

    public ArmedClock(DateTimeOffset start) : base(start)
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ArmedTimer(this, base.CreateTimer(callback, state, dueTime, period));
        Arm(dueTime);
        return timer;
    }

    /// <summary>Forgets all timers set so far.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _armed.Clear();
        }
    }

    /// <summary>How often timers were set to that length so far.</summary>
    private int Armed(TimeSpan length) => Count(armed => armed == length);

    /// <summary>Ends once timers were set to that length so often, from the start on or since <see cref="Forget"/>.</summary>
    public Task UntilArmedAsync(TimeSpan length, int times) =>
        _changes.UntilAsync($"a timer was set to {length} {times} times", () => Armed(length) >= times);

    /// <summary>
    /// Moves on by a step whenever something has begun to wait, until <paramref name="ending"/> has ended, however it does. Not for what works
    /// meanwhile in the machine's time.
    /// </summary>
    /// <param name="ending">What the waiting leads to.</param>
    /// <param name="step">As long as the longest wait.</param>
    public async Task RunUntilAsync(Task ending, TimeSpan step)
    {
        for (var seen = 0; !ending.IsCompleted;)
        {
            var before = seen;
            var armed = _changes.UntilAsync("a timer is set", () => Count(_ => true) > before);
            if (await Task.WhenAny(ending, armed) == armed)
            {
                await armed;
                seen = Count(_ => true);
                Advance(step);
            }
        }
    }

    /// <summary>Moves on by a step every few milliseconds, until <paramref name="ending"/> has ended, however it does: for what works in the machine's time meanwhile.</summary>
    /// <param name="ending">What the waiting leads to.</param>
    /// <param name="step">How far at a time.</param>
    /// <exception cref="TimeoutException">It did not end within half a minute of the machine's time.</exception>
    public async Task StepUntilAsync(Task ending, TimeSpan step)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!ending.IsCompleted)
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException("It never ended, however far the clock went.");
            }

            Advance(step);

            // Work in the machine's time gives no signal; it has as much of it to one step of the clock.
            await Task.WhenAny(ending, Task.Delay(5, CancellationToken.None));
        }
    }

    private int Count(Predicate<TimeSpan> which)
    {
        lock (_lock)
        {
            return _armed.FindAll(which).Count;
        }
    }

    private void Arm(TimeSpan length)
    {
        lock (_lock)
        {
            _armed.Add(length);
        }

        _changes.Tell();
    }

    private sealed class ArmedTimer(ArmedClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            clock.Arm(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
