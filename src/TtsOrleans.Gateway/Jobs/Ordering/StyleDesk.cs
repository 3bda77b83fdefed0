using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Jobs.Ordering;

/// <summary>The styles of a job's paragraphs: each kind of wish is resolved once.</summary>
internal sealed class StyleDesk(SpeakingWish whole, SpeakingOrder order, ImmutableArray<VoiceDescription> voices)
{
    private readonly Dictionary<SpeakingWish, SpeakingStyle> _known = [];

    /// <summary>The style of a paragraph that says <paramref name="own"/>, and what the job says where it says nothing.</summary>
    /// <exception cref="Errors.ApiProblem">The voice cannot do it.</exception>
    public SpeakingStyle Of(SpeakingWish? own)
    {
        if (own is null)
        {
            return order.Request.Style;
        }

        if (!_known.TryGetValue(own, out var style))
        {
            style = OrderDesk.Take(own.Over(whole), 0, voices, withTimings: false).Request.Style;
            _known.Add(own, style);
        }

        return style;
    }
}
