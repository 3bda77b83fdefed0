using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Synthesis.Slots;

/// <summary>
/// The silo's inference threads and their one queue for all voices. A thread takes only pieces of a voice whose engine is attached to its slot.
/// Nothing here blocks on a listener and nothing of it runs on a grain's scheduler or the thread pool.
/// </summary>
internal sealed class SlotScheduler : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Slot[] _slots;
    private readonly int _regular;
    private readonly SlotQueue _queue;
    private readonly TimeProvider _clock;
    private readonly SynthesisInstruments _instruments;
    private readonly PieceRunner _runner;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _order;
    private int _busy;
    private int _open;
    private int _hung;
    private bool _draining;
    private bool _stopping;

    public SlotScheduler(
        IOptions<SynthesisOptions> options,
        [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
        SynthesisInstruments instruments,
        PieceRunner runner)
    {
        var slots = options.Value.EffectiveSlots;
        QueueLimit = slots * options.Value.WaitingPerSlot;
        _queue = new(QueueLimit);
        _clock = clock;
        _instruments = instruments;
        _runner = runner;
        _regular = slots;
        _slots = [.. Enumerable.Range(0, slots + options.Value.ExpressSlots).Select(index => new Slot(index, index >= slots, Work))];
        Array.ForEach(_slots, slot => slot.Start());
        instruments.Observe(() => Load, () => Hung);
    }

    /// <summary>Pieces that may wait.</summary>
    public int QueueLimit { get; }

    /// <summary>Slots, those at work, pieces waiting.</summary>
    public SlotLoad Load
    {
        get
        {
            lock (_gate)
            {
                return LoadNow();
            }
        }
    }

    /// <summary>Inference threads, those beside the slots included.</summary>
    public int Threads => _slots.Length;

    /// <summary>Threads given up because an engine hung in them.</summary>
    public int Hung => Volatile.Read(ref _hung);

    /// <summary>Offers a piece whose playback wants it in <see cref="PieceSynthesis.Slack"/>.</summary>
    /// <returns>The work, to be withdrawn when nobody listens any more; null if it was refused.</returns>
    public SlotWork? Offer(PieceSynthesis piece)
    {
        var now = _clock.GetTimestamp();
        var deadline = now + (long)(piece.Slack.TotalSeconds * _clock.TimestampFrequency);
        SlotWork work;
        SlotWork? displaced;
        SlotLoad load;
        lock (_gate)
        {
            work = new(piece, now, deadline, _order++);
            if (!TryPlace(work, out displaced))
            {
                _instruments.Refused();
                return null;
            }

            _open++;
            load = LoadNow();
        }

        if (displaced is not null)
        {
            _instruments.Refused();
            displaced.Refuse(load);
        }

        return work;
    }

    /// <summary>Nobody wants the piece any more: waiting it leaves the queue at once, running it ends at the engine's next window.</summary>
    public void Withdraw(SlotWork work)
    {
        bool waited;
        lock (_gate)
        {
            waited = _queue.Remove(work);
        }

        work.Withdraw();
        if (waited)
        {
            work.Fail(new OperationCanceledException(work.Withdrawn));
        }
    }

    /// <summary>Refuses a piece that waits, behind its acceptance.</summary>
    /// <returns>False if it does not wait any more.</returns>
    public bool TryGiveBack(long ticket)
    {
        SlotWork? work;
        SlotLoad load;
        lock (_gate)
        {
            work = _queue.TakeFirst(waiting => waiting.Ticket == ticket);
            load = LoadNow();
            SignalIfDrained();
        }

        work?.Refuse(load);
        return work is not null;
    }

    /// <summary>The listener has all it wanted, or gave up. To be called once for each piece taken.</summary>
    public void Close(SlotWork work)
    {
        Withdraw(work);
        lock (_gate)
        {
            _open--;
            SignalIfDrained();
        }
    }

    /// <summary>Lets a slot speak a voice; the engine is used by that slot's thread alone until <see cref="DetachAsync"/> has ended.</summary>
    public void Attach(int slot, AttachedEngine engine)
    {
        lock (_gate)
        {
            _slots[slot].Engines.Add(engine.Voice.Hash, engine);
            if (!_stopping && _slots[slot].Current is null && TakeNext(_slots[slot]))
            {
                _slots[slot].Wake();
            }
        }
    }

    /// <summary>Takes a voice from a slot, behind the piece that may be running; pieces that no slot can speak any more are refused.</summary>
    /// <returns>The engine, which is the caller's now; null if there is none.</returns>
    public async Task<AttachedEngine?> DetachAsync(int slot, string voiceHash)
    {
        List<SlotWork> stranded = [];
        SlotLoad load;
        Task left;
        AttachedEngine? engine;
        lock (_gate)
        {
            var place = _slots[slot];
            place.Engines.Remove(voiceHash, out engine);
            left = place.Current?.Piece.Voice.Hash == voiceHash ? place.Left!.Task : Task.CompletedTask;
            if (!Array.Exists(_slots, other => other.Engines.ContainsKey(voiceHash)))
            {
                stranded = _queue.TakeAll(voiceHash);
            }

            load = LoadNow();
        }

        stranded.ForEach(work => work.Refuse(load));
        await left;
        return engine;
    }

    /// <summary>
    /// Gives up threads whose piece has run for longer than <paramref name="limit"/>: what they run fails for now, and is asked for elsewhere;
    /// a fresh thread takes over with the slot's other engines. The thread and its engine are never touched again.
    /// </summary>
    /// <returns>Slot and engine of each; the slot needs another engine of that voice.</returns>
    public IReadOnlyList<(int Slot, AttachedEngine Engine, SlotWork Work)> GiveUp(TimeSpan limit)
    {
        List<(int, AttachedEngine, SlotWork)> hung = [];
        lock (_gate)
        {
            for (var index = 0; index < _slots.Length; index++)
            {
                var slot = _slots[index];
                if (slot.Current is { } work && _clock.GetElapsedTime(slot.Since) > limit && slot.Engines.Remove(work.Piece.Voice.Hash, out var engine))
                {
                    hung.Add((index, engine, work));
                    Replace(slot);
                }
            }
        }

        foreach (var (_, _, work) in hung)
        {
            work.Fail(new TimeoutException($"A piece took longer than {limit} and was given up."));
            work.Withdraw();
        }

        return hung;
    }

    /// <summary>Ends, once everything is drained, with the last listener; one on a silo that died may never say that it is through.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Refuses everything from now on; the task ends when the last piece taken before has left its slot.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            _draining = true;
            SignalIfDrained();
        }

        return _drained.Task;
    }

    /// <summary>Ends the threads behind what they run; pieces still waiting are refused.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            (_stopping, _draining) = (true, true);
            while (_queue.TakeFirst(_ => true) is { } work)
            {
                work.Refuse(LoadNow());
            }

            foreach (var slot in _slots)
            {
                slot.Current?.Withdraw();
                slot.Wake();
            }
        }

        Array.ForEach(_slots, slot => slot.Dispose());
    }

    private SlotLoad LoadNow() => new(_regular, Array.FindAll(_slots, slot => slot is { Express: false, Current: not null }).Length, _queue.Count, _draining);

    private bool JobsHoldSlots => Array.Exists(_slots, slot => slot is { Express: false, Current.Piece.Priority: SpeechPriority.Job });

    /// <summary>Whether a slot may take a piece now: it has the voice, and is no express slot, or one for listeners while jobs hold the others.</summary>
    private bool Fits(Slot slot, SlotWork work) =>
        slot.Engines.ContainsKey(work.Piece.Voice.Hash) && (!slot.Express || (work.Piece.Priority == SpeechPriority.Interactive && JobsHoldSlots));

    private void Replace(Slot slot)
    {
        slot.Abandoned = true;
        var fresh = new Slot(slot.Index, slot.Express, Work);
        foreach (var (voice, engine) in slot.Engines)
        {
            fresh.Engines.Add(voice, engine);
        }

        slot.Engines.Clear();
        _slots[slot.Index] = fresh;
        _hung++;
        _busy--;
        fresh.Start();
        if (!_stopping && TakeNext(fresh))
        {
            fresh.Wake();
        }

        SignalIfDrained();
    }

    private bool TryPlace(SlotWork work, out SlotWork? displaced)
    {
        displaced = null;
        var voice = work.Piece.Voice.Hash;
        if (_draining || !Array.Exists(_slots, slot => slot.Engines.ContainsKey(voice)))
        {
            return false;
        }

        // Express slots stand behind the others, and so are taken last.
        if (Array.Find(_slots, slot => slot.Current is null && Fits(slot, work)) is not { } idle)
        {
            return work.Waits = _queue.TryAdd(work, out displaced);
        }

        idle.Assign(work, _clock.GetTimestamp());
        _busy++;
        idle.Wake();
        return true;
    }

    private bool TakeNext(Slot slot)
    {
        var next = _queue.TakeFirst(work => Fits(slot, work));
        slot.Assign(next, _clock.GetTimestamp());
        _busy += next is null ? 0 : 1;
        return next is not null;
    }

    private void SignalIfDrained()
    {
        if (_draining && _busy == 0 && _queue.Count == 0)
        {
            _drained.TrySetResult();
            if (_open == 0)
            {
                _closed.TrySetResult();
            }
        }
    }

    /// <summary>A slot's thread: sleeps until it is given a piece, then goes on as long as the queue has one for it.</summary>
    private void Work(Slot slot)
    {
        while (true)
        {
            slot.WaitToWake();
            while (true)
            {
                SlotWork? work;
                AttachedEngine? engine;
                lock (_gate)
                {
                    work = slot.Current;
                    engine = work is null ? null : slot.Engines.GetValueOrDefault(work.Piece.Voice.Hash);
                }

                if (work is null)
                {
                    break;
                }

                if (engine is null)
                {
                    // Detached between the assignment and this line: the piece was not touched yet, another silo may have it.
                    work.Refuse(Load);
                }
                else
                {
                    _runner.Run(slot.Index, work, engine);
                }

                if (!Leave(slot))
                {
                    break;
                }
            }

            lock (_gate)
            {
                if (slot.Abandoned || (_stopping && slot.Current is null))
                {
                    return;
                }
            }
        }
    }

    private bool Leave(Slot slot)
    {
        lock (_gate)
        {
            if (slot.Abandoned)
            {
                return false;
            }

            slot.Left!.SetResult();
            _busy--;
            var more = TakeNext(slot);
            SignalIfDrained();
            return more;
        }
    }
}
