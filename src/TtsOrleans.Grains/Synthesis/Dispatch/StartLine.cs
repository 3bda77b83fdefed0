using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>
/// Requests that wait on this silo to begin, because all that is queued anywhere is more urgent; those of a voice in the order they came. So many may wait as can
/// begin soon by the pace of the last; who comes on top is sent away at once instead of after a long silence. Nobody begins while begun speech
/// that is due soon has no slot: what has begun is to be heard without a gap. Thread-safe.
/// </summary>
internal sealed class StartLine(
    NodeDirectory directory,
    IOptions<SynthesisOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    RoutingInstruments instruments)
{
    // Begun speech that is needed within this goes before requests that wait to begin.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    // Where all silos have just refused one, they would refuse the next one too.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(40);

    // Those that wait go one by one: their order is kept, and a slot that becomes free is not asked for by all of them.
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    // What a slot is taken to spend on a request until it is known how fast they begin: rather too much, so that nobody is let in for nothing.
    private static readonly TimeSpan SlotTime = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, StartPlace> _waiting = [];
    private readonly Dictionary<BegunSearch, long> _begun = [];
    private readonly Dictionary<string, long> _closedUntil = new(StringComparer.Ordinal);
    private readonly StartPace _pace = new(clock);
    private long _tickets;

    // Those that had to wait and have not begun: in the line, or being offered.
    private int _unbegun;

    /// <summary>Whether a piece begins a request that somebody listens to.</summary>
    public static bool IsStart(PieceSynthesis piece) => piece is { FastFirst: true, Priority: SpeechPriority.Interactive, Rehearsal: false };

    /// <summary>Whether requests wait here to begin, or would have to.</summary>
    public bool Crowded
    {
        get
        {
            lock (_gate)
            {
                return _unbegun > 0 || BegunIsDue(_ => true);
            }
        }
    }

    /// <summary>A request comes; nothing is decided yet.</summary>
    /// <param name="voice">Hash of its voice: those of others find their slots elsewhere.</param>
    public StartPlace Join(string voice)
    {
        lock (_gate)
        {
            return new(this, voice, _tickets++);
        }
    }

    /// <summary>A piece of begun speech, needed at <paramref name="deadline"/>, was refused by all silos and goes on searching.</summary>
    public void Searches(BegunSearch search, long deadline)
    {
        lock (_gate)
        {
            _begun[search] = deadline;
        }
    }

    /// <summary>It has a slot, or gave up.</summary>
    public void Through(BegunSearch search)
    {
        lock (_gate)
        {
            _begun.Remove(search);
        }
    }

    internal bool MayGo(StartPlace place)
    {
        lock (_gate)
        {
            if ((First(place.Voice) is { } first && first.Ticket < place.Ticket) || UntilOpen(place.Voice) > TimeSpan.Zero || BegunIsDue(place.Voice))
            {
                return false;
            }

            Remove(place);
            Close(place.Voice, First(place.Voice) is null ? TimeSpan.Zero : BetweenTwo);
            return true;
        }
    }

    internal bool TryWait(StartPlace place, bool refused, out TimeSpan expected)
    {
        lock (_gate)
        {
            expected = TimeSpan.Zero;
            if (refused)
            {
                Close(place.Voice, AfterRefusal);
            }

            if (_waiting.ContainsKey(place.Ticket))
            {
                return true;
            }

            if (_unbegun == 0)
            {
                _pace.Crowds();
            }

            // This silo's share: requests come to all silos alike. Who was let in before is not sent away behind those that came later.
            var share = (double)directory.Slots / Math.Max(1, directory.Nodes.Count);
            expected = _pace.Expect(_waiting.Count, SlotTime / Math.Max(share, 1));
            var isShort = _waiting.Count < Math.Max(1, share * options.Value.StartsPerSlot) && expected <= options.Value.StartPatience;

            // Who waits alone is let in however slow it was before: from it the pace is learnt anew.
            var hasRoom = _unbegun == 0 || isShort;
            if (!place.IsIn && !hasRoom)
            {
                return false;
            }

            _unbegun += place.Waits ? 0 : 1;
            (place.IsIn, place.Waits) = (true, true);
            place.First = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(place.Ticket, place);
            instruments.WaitsToBegin(1);
            CallFirst(place.Voice);
            return true;
        }
    }

    internal async Task TurnAsync(StartPlace place, CancellationToken cancellationToken)
    {
        Task first;
        TimeSpan untilOpen;
        lock (_gate)
        {
            (first, untilOpen) = (place.First.Task, BegunIsDue(place.Voice) ? AfterRefusal : UntilOpen(place.Voice));
        }

        if (first.IsCompleted)
        {
            await Task.Delay(untilOpen > BetweenTwo ? untilOpen : BetweenTwo, clock, cancellationToken);
        }
        else
        {
            await Task.WhenAny(first, Task.Delay(LongestPause, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    internal void Begun(StartPlace place)
    {
        lock (_gate)
        {
            if (place.Waits)
            {
                _unbegun--;
                _pace.Begun();
            }

            (place.IsIn, place.Waits) = (true, false);
        }
    }

    internal void Leave(StartPlace place)
    {
        lock (_gate)
        {
            Remove(place);
            _unbegun -= place.Waits ? 1 : 0;
            place.Waits = false;
        }
    }

    private void Remove(StartPlace place)
    {
        if (_waiting.Remove(place.Ticket))
        {
            instruments.WaitsToBegin(-1);
            CallFirst(place.Voice);
        }
    }

    private StartPlace? First(string voice) => _waiting.Values.FirstOrDefault(place => place.Voice == voice);

    private void CallFirst(string voice) => First(voice)?.First.TrySetResult();

    private void Close(string voice, TimeSpan pause) => _closedUntil[voice] =
        Math.Max(_closedUntil.GetValueOrDefault(voice, long.MinValue), clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency));

    private TimeSpan UntilOpen(string voice)
    {
        var now = clock.GetTimestamp();
        return _closedUntil.TryGetValue(voice, out var until) && now < until ? clock.GetElapsedTime(now, until) : TimeSpan.Zero;
    }

    private bool BegunIsDue(string voice) => BegunIsDue(search => search.Voice == voice);

    private bool BegunIsDue(Func<BegunSearch, bool> which)
    {
        var due = clock.GetTimestamp() + (long)(Lead.TotalSeconds * clock.TimestampFrequency);
        return _begun.Any(begun => begun.Value < due && which(begun.Key));
    }
}
