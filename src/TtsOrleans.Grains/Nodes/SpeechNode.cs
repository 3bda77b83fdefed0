using Orleans.Concurrency;
using Orleans.Placement;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Grains.Synthesis.Placement;

namespace TtsOrleans.Grains.Nodes;

/// <summary>Answers for the silo it is pinned to.</summary>
[PinnedPlacement, Immovable(ImmovableKind.Any), KeepAlive, Reentrant]
internal sealed class SpeechNode(LocalNode local) : Grain, ISpeechNode
{
    public Task<NodeStatus> GetStatus() => Task.FromResult(local.Status());
}
