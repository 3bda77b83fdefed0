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
internal sealed record ClusterNode(
    string Name,
    string Version,
    int Slots,
    int Busy,
    int Waiting,
    bool Draining,
    long CacheHits,
    long CacheMisses,
    long CacheBytes,
    double AudioSeconds,
    double ComputeSeconds)
{
    public static ClusterNode Of(NodeStatus state) => new(
        state.Name,
        state.Version,
        state.Slots,
        state.Busy,
        state.Waiting,
        state.Draining,
        state.CacheHits,
        state.CacheMisses,
        state.CacheBytes,
        state.AudioSeconds,
        state.ComputeSeconds);
}
