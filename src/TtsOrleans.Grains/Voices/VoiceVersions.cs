using System.Collections.Immutable;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;

namespace TtsOrleans.Grains.Voices;

/// <summary>
/// Which version of each voice new requests are given while silos carry different ones: that of most silos that go on to live, by slots;
/// with as many on both sides, that of the silo started last. Decision 0007.
/// </summary>
internal static class VoiceVersions
{
    /// <summary>One version a name, and a silo that has it; the voices of the silo started last come first, in its order.</summary>
    public static ImmutableArray<(VoiceReference Voice, Node Node)> Choose(IReadOnlyCollection<Node> nodes)
    {
        var living = nodes.Where(node => node.Answers && !node.Status.Draining).ToList();
        var voters = (living.Count > 0 ? living : [.. nodes]).OrderByDescending(node => node.Generation).ThenBy(node => node.Name, StringComparer.Ordinal).ToList();
        return
        [
            .. voters
                .SelectMany(node => node.Status.Voices.Select(voice => (voice.Name, Voice: voice, Node: node)))
                .GroupBy(vote => vote.Name, StringComparer.Ordinal)
                .Select(name => name
                    .GroupBy(vote => vote.Voice.Hash, StringComparer.Ordinal)
                    .OrderByDescending(version => version.Sum(vote => vote.Node.Status.Slots))
                    .ThenByDescending(version => version.Max(vote => vote.Node.Generation))
                    .First().First())
                .Select(vote => (vote.Voice, vote.Node)),
        ];
    }
}
