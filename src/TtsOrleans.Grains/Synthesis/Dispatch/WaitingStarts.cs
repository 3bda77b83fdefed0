using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;

namespace TtsOrleans.Grains.Synthesis.Dispatch;

/// <summary>
/// Requests that wait on this silo to begin, because all that is queued anywhere is more urgent. So many may wait as can begin soon; who comes
/// on top is sent away at once instead of after a long silence. What has begun is never sent away here.
/// </summary>
internal sealed class WaitingStarts(NodeDirectory directory, IOptions<SynthesisOptions> options)
{
    private int _waiting;

    /// <summary>Whether a piece begins a request that somebody listens to.</summary>
    public static bool IsStart(PieceSynthesis piece) => piece is { FastFirst: true, Priority: SpeechPriority.Interactive };

    /// <summary>Takes a place; false if there is none.</summary>
    public bool TryEnter()
    {
        // This silo's share: requests come to all silos alike.
        var share = Math.Max(1, directory.Slots * options.Value.StartsPerSlot / Math.Max(1, directory.Nodes.Count));
        if (Interlocked.Increment(ref _waiting) <= share)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _waiting);
}
