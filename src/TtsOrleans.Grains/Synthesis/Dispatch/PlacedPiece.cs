using System.Diagnostics.CodeAnalysis;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>A piece and the silo that took it. The most urgent sorts first.</summary>
[SuppressMessage("Design", "CA1036", Justification = "Sorted, never compared by hand.")]
internal sealed class PlacedPiece(QueuedPieces pieces, Node node, PieceSynthesis piece, long deadline, long order) : IComparable<PlacedPiece>, IDisposable
{
    private readonly TaskCompletionSource<Node> _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Node Node => node;

    public PieceSynthesis Piece => piece;

    /// <summary>Its place in the order in which pieces were taken.</summary>
    public long Order => order;

    /// <summary>Whether it was begun where it is, and stays there.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Ends when it should be offered elsewhere; null once it was begun.</summary>
    public Task? Called => HasBegun ? null : _called.Task;

    /// <summary>Where; null while it was not called.</summary>
    public Node? CalledTo => _called.Task.IsCompleted ? _called.Task.Result : null;

    /// <summary>It stays where it is: something was made of it, or is about to be.</summary>
    public void Begun()
    {
        HasBegun = true;
        pieces.Remove(this);
    }

    /// <summary>All of it was made.</summary>
    public void Finished() => pieces.Finished(this);

    /// <summary>Whether its turn has not come, by all that is known: its silo has more pieces than slots, or it finished none since and works on those of others.</summary>
    public bool IsBehindOthers => node.Load > 1 || !node.ProgressedSince(order);

    public int CompareTo(PlacedPiece? other) =>
        other is null ? 1 : (piece.Priority, deadline, order).CompareTo((other.Piece.Priority, other.Deadline, other.Order));

    public void Dispose() => pieces.Remove(this);

    internal void Call(Node elsewhere) => _called.TrySetResult(elsewhere);

    private long Deadline => deadline;
}
