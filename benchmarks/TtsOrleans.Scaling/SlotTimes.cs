using System.Collections.Concurrent;

namespace TtsOrleans.Scaling;

/// <summary>When the slots of simulated engines were at work. Thread-safe.</summary>
internal sealed class SlotTimes
{
    private readonly ConcurrentQueue<(object Slot, long Begun, long Ended)> _pieces = new();

    /// <summary>A slot was at work on a piece between two timestamps.</summary>
    public void Add(object slot, long begun, long ended) => _pieces.Enqueue((slot, begun, ended));

    /// <summary>Forgets all.</summary>
    public void Clear() => _pieces.Clear();

    /// <summary>What so many slots did between two timestamps.</summary>
    public SlotUse Use(int slots, long from, long to)
    {
        var (starting, working, waiting, ending, longest) = (0L, 0L, 0L, 0L, 0L);
        var used = _pieces.Where(piece => piece.Begun >= from).GroupBy(piece => piece.Slot).ToList();
        foreach (var slot in used)
        {
            var free = from;
            foreach (var (_, begun, ended) in slot.OrderBy(piece => piece.Begun))
            {
                var gap = begun - free;
                if (free == from)
                {
                    starting += gap;
                }
                else
                {
                    waiting += gap;
                    longest = Math.Max(longest, gap);
                }

                working += ended - begun;
                free = ended;
            }

            ending += to - free;
        }

        var all = (double)slots * (to - from);
        starting += (slots - used.Count) * (to - from);
        return new(working / all, starting / all, waiting / all, ending / all, TimeSpan.FromSeconds((double)longest / System.Diagnostics.Stopwatch.Frequency));
    }
}

/// <summary>Where the time of all slots went, in shares of it that add up to 1.</summary>
/// <param name="Working">On pieces.</param>
/// <param name="Starting">Before a slot's first piece.</param>
/// <param name="Waiting">Between pieces.</param>
/// <param name="Ending">Behind a slot's last piece.</param>
/// <param name="Longest">The longest wait between two pieces.</param>
internal sealed record SlotUse(double Working, double Starting, double Waiting, double Ending, TimeSpan Longest);
