namespace TtsOrleans.Grains.Synthesis.Slots;

/// <summary>
/// The pieces waiting for a slot, most urgent first: interactive before jobs, then the earliest playback deadline, then who came first.
/// Bounded: the least urgent gives way to a more urgent one. Not thread-safe.
/// </summary>
internal sealed class SlotQueue(int capacity)
{
    private readonly SortedSet<SlotWork> _work = new(Comparer<SlotWork>.Create(SlotWork.CompareUrgency));

    public int Count => _work.Count;

    /// <summary>Takes in a piece.</summary>
    /// <param name="displaced">The one that had to give way, if the queue was full.</param>
    /// <returns>False if the queue is full of pieces at least as urgent.</returns>
    public bool TryAdd(SlotWork work, out SlotWork? displaced)
    {
        displaced = null;
        if (_work.Count >= capacity)
        {
            var last = _work.Max!;
            if (SlotWork.CompareUrgency(work, last) >= 0)
            {
                return false;
            }

            _work.Remove(last);
            displaced = last;
        }

        return _work.Add(work);
    }

    /// <summary>Takes a piece out, wherever it stands; false if it is not there.</summary>
    public bool Remove(SlotWork work) => _work.Remove(work);

    /// <summary>Takes out the most urgent piece that fits; null if none does.</summary>
    public SlotWork? TakeFirst(Func<SlotWork, bool> fits)
    {
        foreach (var work in _work)
        {
            if (fits(work))
            {
                _work.Remove(work);
                return work;
            }
        }

        return null;
    }

    /// <summary>Takes out all pieces of a voice.</summary>
    public List<SlotWork> TakeAll(string voiceHash)
    {
        var taken = _work.Where(work => work.Piece.Voice.Hash == voiceHash).ToList();
        taken.ForEach(work => _work.Remove(work));
        return taken;
    }
}
