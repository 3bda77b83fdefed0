using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>
/// The search of a piece of a speech that has begun, or of a job: it is offered round in pauses that grow. When its playback comes near, no
/// request begins before it on this silo. A job's piece searches for as long as there is a silo with the voice.
/// </summary>
/// <param name="piece">What is to be synthesised.</param>
/// <param name="patience">How long it searches, from the first refusal of all on.</param>
/// <param name="line">Who waits to begin.</param>
/// <param name="offers">Who is asked.</param>
/// <param name="clock">Time.</param>
internal sealed class BegunSearch(PieceSynthesis piece, TimeSpan patience, StartLine line, SiloOffers offers, TimeProvider clock) : ISlotSearch
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly long _deadline = clock.GetTimestamp() + (long)(piece.Slack.TotalSeconds * clock.TimestampFrequency);
    private long? _refused;
    private TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Hash of its voice.</summary>
    public string Voice => piece.Voice.Hash;

    public bool MayOffer() => true;

    public async Task PauseAsync(bool refused, CancellationToken cancellationToken)
    {
        // From the first refusal of all on: what a silent silo takes of the time is not the queues' fault.
        _refused ??= clock.GetTimestamp();
        var known = offers.Knows(piece.Voice);
        var isJob = piece.Priority == SpeechPriority.Job;
        if (known && !isJob && !piece.Rehearsal)
        {
            line.Searches(this, _deadline);
        }
        else
        {
            line.Through(this);
        }

        if (clock.GetElapsedTime(_refused.Value) >= patience && !(known && isJob))
        {
            throw SearchEnd.Of(piece, offers);
        }

        await Task.Delay(_pause * (0.5 + Random.Shared.NextDouble()), clock, cancellationToken);
        _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 3 / 2, LongestPause.Ticks));
    }

    public void Dispose() => line.Through(this);
}
