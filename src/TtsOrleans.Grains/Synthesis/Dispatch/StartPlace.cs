namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>One request's place in the <see cref="StartLine"/>; dispose it when the request is over.</summary>
/// <param name="line">The line.</param>
/// <param name="voice">Hash of its voice.</param>
/// <param name="ticket">Who came earlier has a smaller one, and goes first.</param>
internal sealed class StartPlace(StartLine line, string voice, long ticket) : IDisposable
{
    public long Ticket => ticket;

    /// <summary>Hash of its voice.</summary>
    public string Voice => voice;

    /// <summary>Whether it was let in: who waits, or waited, is not sent away behind those that came later.</summary>
    public bool IsIn { get; set; }

    /// <summary>Whether it had to wait and has not begun yet.</summary>
    public bool Waits { get; set; }

    /// <summary>Completes when it stands first of its voice.</summary>
    public TaskCompletionSource First { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it is its turn to be offered round; then it stands in nobody's way until it is refused.</summary>
    public bool MayGo() => line.MayGo(this);

    /// <summary>Takes its place among those that wait.</summary>
    /// <param name="refused">Whether all silos have just refused it.</param>
    /// <param name="expected">How long it may have to wait.</param>
    /// <returns>False if the line is too long.</returns>
    public bool TryWait(bool refused, out TimeSpan expected) => line.TryWait(this, refused, out expected);

    /// <summary>Waits until it may be its turn, for a quarter of a second at most.</summary>
    public Task TurnAsync(CancellationToken cancellationToken) => line.TurnAsync(this, cancellationToken);

    /// <summary>A silo has taken it.</summary>
    public void Begun() => line.Begun(this);

    public void Dispose() => line.Leave(this);
}
