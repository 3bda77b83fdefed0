using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>The patience of one piece that every silo refuses: pauses that grow, and an end.</summary>
/// <param name="piece">What is to be synthesised.</param>
/// <param name="patience">How long it looks for a slot.</param>
/// <param name="starts">Where it needs a place to wait; null if it may wait anyway.</param>
/// <param name="clock">Time.</param>
internal sealed class SlotSearch(PieceSynthesis piece, TimeSpan patience, WaitingStarts? starts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private long? _refused;
    private TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private bool _waits;

    /// <summary>Waits before the next round of offers.</summary>
    /// <exception cref="SpeechUnavailableException">Too many wait already, or the patience is at its end. A job's never is while there is a silo with the voice.</exception>
    public async Task PauseAsync(SiloOffers offers, CancellationToken cancellationToken)
    {
        // From the first refusal of all on: what a silent silo takes of the time is not the queues' fault.
        _refused ??= clock.GetTimestamp();
        var known = offers.Knows(piece.Voice);
        if (starts is not null && !_waits && !(_waits = starts.TryEnter()))
        {
            throw new SpeechUnavailableException("Too many requests wait for a free slot.") { RetryAfter = offers.RetryAfter() };
        }

        if (clock.GetElapsedTime(_refused.Value) >= patience && !(known && piece.Priority == SpeechPriority.Job))
        {
            throw new SpeechUnavailableException(known ? "No silo has a free slot." : $"No silo has the voice '{piece.Voice.Name}' of hash {piece.Voice.Hash}.")
            {
                RetryAfter = offers.RetryAfter(),
            };
        }

        await Task.Delay(_pause * (0.5 + Random.Shared.NextDouble()), clock, cancellationToken);
        _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 3 / 2, LongestPause.Ticks));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_waits)
        {
            starts!.Leave();
        }
    }
}
