using System.Diagnostics.CodeAnalysis;

namespace TtsOrleans.Grains.Draining;

/// <summary>How far this silo is with its stop. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer or a handle holds nothing to release.")]
internal sealed class DrainState
{
    private readonly CancellationTokenSource _leaving = new();
    private volatile bool _begun;

    /// <summary>Whether others are told not to offer it work any more.</summary>
    public bool Begun => _begun;

    /// <summary>Raised when its streams are to go on elsewhere.</summary>
    public CancellationToken Leaving => _leaving.Token;

    public void Begin() => _begun = true;

    public void Leave() => _leaving.Cancel();
}
