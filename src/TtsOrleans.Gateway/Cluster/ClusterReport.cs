using TtsOrleans.Abstractions.Nodes;

namespace TtsOrleans.Gateway.Cluster;

/// <summary>Answer of <c>/api/cluster</c>: the silos that answered, and their sums.</summary>
/// <param name="Nodes">By name.</param>
/// <param name="CacheHits">Pieces that were there already, since the silos started.</param>
/// <param name="CacheMisses">Pieces synthesised.</param>
/// <param name="Rtf">Slot seconds for a second of audio; null before anything was synthesised.</param>
internal sealed record ClusterReport(IReadOnlyList<ClusterNode> Nodes, long CacheHits, long CacheMisses, double? Rtf)
{
    /// <summary>Adds up.</summary>
    public static ClusterReport Of(IEnumerable<NodeStatus> states)
    {
        var nodes = states.OrderBy(state => state.Name, StringComparer.Ordinal).Select(ClusterNode.Of).ToList();
        var audio = nodes.Sum(node => node.AudioSeconds);
        return new(
            nodes,
            nodes.Sum(node => node.CacheHits),
            nodes.Sum(node => node.CacheMisses),
            audio > 0 ? Math.Round(nodes.Sum(node => node.ComputeSeconds) / audio, 4) : null);
    }
}

/// <summary>A silo, without its address.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Version of the product.</param>
/// <param name="Started">When it began.</param>
/// <param name="Slots">Inference threads.</param>
/// <param name="Busy">Slots at work.</param>
/// <param name="Waiting">Pieces waiting for a slot.</param>
/// <param name="QueueLimit">Pieces that may wait at most.</param>
/// <param name="Draining">Whether it takes no more work.</param>
/// <param name="Voices">Voices it can speak.</param>
/// <param name="CacheHits">Pieces that were there already, since it started.</param>
/// <param name="CacheMisses">Pieces synthesised.</param>
/// <param name="CacheBytes">Audio held in memory.</param>
/// <param name="AudioSeconds">Audio synthesised.</param>
/// <param name="ComputeSeconds">Slot time it took.</param>
internal sealed record ClusterNode(
    string Name,
    string Version,
    DateTimeOffset Started,
    int Slots,
    int Busy,
    int Waiting,
    int QueueLimit,
    bool Draining,
    IReadOnlyList<ClusterVoice> Voices,
    long CacheHits,
    long CacheMisses,
    long CacheBytes,
    double AudioSeconds,
    double ComputeSeconds)
{
    private const int HashPrefix = 12;

    public static ClusterNode Of(NodeStatus state) => new(
        state.Name,
        state.Version,
        state.Started,
        state.Slots,
        state.Busy,
        state.Waiting,
        state.QueueLimit,
        state.Draining,
        [.. state.Voices.Select(voice => new ClusterVoice(voice.Name, voice.Hash[..HashPrefix]))],
        state.CacheHits,
        state.CacheMisses,
        state.CacheBytes,
        state.AudioSeconds,
        state.ComputeSeconds);
}

/// <summary>A voice on a silo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hash">The first 12 digits of the hash of its weights: silos that differ here speak differently.</param>
internal sealed record ClusterVoice(string Name, string Hash);
