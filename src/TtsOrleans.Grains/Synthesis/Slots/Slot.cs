namespace TtsOrleans.Grains.Synthesis.Slots;

/// <summary>One inference thread with the engines at hand there. Its fields are guarded by the scheduler's lock.</summary>
internal sealed class Slot : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;

    public Slot(int index, bool express, Action<Slot> work)
    {
        Index = index;
        Express = express;
        _thread = new(() => work(this)) { IsBackground = true, Name = $"slot {index}" };
    }

    public int Index { get; }

    /// <summary>Whether it is kept for listeners while jobs hold the other slots.</summary>
    public bool Express { get; }

    /// <summary>Whether its thread hangs in an engine and another has taken its place; it takes no work if it ever comes back.</summary>
    public bool Abandoned { get; set; }

    /// <summary>Engines by voice hash.</summary>
    public Dictionary<string, AttachedEngine> Engines { get; } = new(StringComparer.Ordinal);

    /// <summary>What the slot works on.</summary>
    public SlotWork? Current { get; private set; }

    /// <summary>Clock reading when <see cref="Current"/> was given to it.</summary>
    public long Since { get; private set; }

    /// <summary>Completes when <see cref="Current"/> has left the slot.</summary>
    public TaskCompletionSource? Left { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>Gives an idle slot its next piece, or lets it see that there is to be none.</summary>
    public void Assign(SlotWork? work, long now)
    {
        Current = work;
        Since = now;
        Left = work is null ? null : new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Wake() => _wake.Release();

    public void WaitToWake() => _wake.Wait();

    /// <summary>Waits for the thread to end, which it does once it is told to and has nothing to work on; one stuck in native code is left behind.</summary>
    public void Dispose()
    {
        if (_thread.Join(EndLimit))
        {
            _wake.Dispose();
        }
    }
}
