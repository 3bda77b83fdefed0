using Microsoft.Extensions.DependencyInjection;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>
/// The pieces that were placed from here, and who of those still waiting is better placed elsewhere: one more urgent than a piece that was taken
/// later by another silo and is finished there already, or any that waits behind another while a slot elsewhere has nothing to do. Nothing is
/// measured or guessed about how long pieces take. Thread-safe.
/// </summary>
internal sealed class QueuedPieces
{
    /// <summary>How long a silo is asked last that was overtaken and finished nothing meanwhile.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly HashSet<PlacedPiece> _waiting = [];

    // Called to a silo, and not there yet: its free slot is promised once.
    private readonly HashSet<PlacedPiece> _coming = [];
    private readonly NodeDirectory _directory;
    private readonly TimeProvider _clock;
    private long _order;

    public QueuedPieces(NodeDirectory directory, [FromKeyedServices(SpeechClock.Key)] TimeProvider clock)
    {
        _directory = directory;
        _clock = clock;
        directory.Heard += _ => CallToFree();
    }

    /// <summary>A silo took a piece; if it waits there it may be called elsewhere, until it begins or the place is disposed.</summary>
    public PlacedPiece Place(TakenOffer offer, PieceSynthesis piece)
    {
        lock (_gate)
        {
            var deadline = _clock.GetTimestamp() + (long)(piece.Slack.TotalSeconds * _clock.TimestampFrequency);
            var placed = new PlacedPiece(this, offer.Node, piece, deadline, ++_order);
            if (offer.Waits && !piece.Rehearsal)
            {
                _waiting.Add(placed);
            }

            return placed;
        }
    }

    /// <summary>It waits no longer.</summary>
    internal void Remove(PlacedPiece placed)
    {
        lock (_gate)
        {
            _waiting.Remove(placed);
            _coming.Remove(placed);
        }
    }

    /// <summary>It was finished: whom did it overtake, and what can its silo do next?</summary>
    internal void Finished(PlacedPiece placed)
    {
        lock (_gate)
        {
            placed.Node.Progressed(++_order);
            var overtaken = _waiting
                .Where(other => other.Node != placed.Node && other.Order < placed.Order && other.CompareTo(placed) < 0 && placed.Node.Speaks(other.Piece.Voice.Hash))
                .Min();
            if (overtaken is not null)
            {
                overtaken.Node.Overtaken(overtaken.Order, _clock.GetTimestamp() + (long)(Lag.TotalSeconds * _clock.TimestampFrequency));
                Call(overtaken, placed.Node);
                return;
            }
        }

        CallToFree(placed.Node);
    }

    /// <summary>News of the silos: what waits behind others comes to those with nothing to do.</summary>
    private void CallToFree()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return;
            }
        }

        foreach (var node in _directory.Nodes)
        {
            CallToFree(node);
        }
    }

    private void CallToFree(Node node)
    {
        lock (_gate)
        {
            for (var free = node.Lags(_clock.GetTimestamp()) ? 0 : node.Free - _coming.Count(piece => piece.CalledTo == node); free > 0; free--)
            {
                if (_waiting.Where(other => other.Node != node && other.IsBehindOthers && node.Speaks(other.Piece.Voice.Hash)).Min() is not { } next)
                {
                    return;
                }

                Call(next, node);
            }
        }
    }

    private void Call(PlacedPiece placed, Node node)
    {
        _waiting.Remove(placed);
        _coming.Add(placed);
        placed.Call(node);
    }
}
