using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Placement;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Grains.Rehearsing;
using TtsOrleans.Grains.Synthesis.Placement;
using TtsOrleans.Grains.Voices;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Nodes;

/// <summary>Answers for the silo it is pinned to, once that has rehearsed: until then it is offered no work by others.</summary>
[PinnedPlacement, Immovable(ImmovableKind.Any), KeepAlive, Reentrant]
internal sealed class SpeechNode(LocalNode local, NodeDirectory directory, VoiceCatalog catalog, SiloRehearsal rehearsal) : Grain, ISpeechNode
{
    private readonly ImmutableArray<VoiceDescription> _voices = [.. catalog.Voices.Select(VoiceDescriptions.Of)];

    public async Task<NodeStatus> GetStatus()
    {
        await rehearsal.Over;
        return local.Status();
    }

    public Task Hear(NodeStatus status)
    {
        directory.Hear(status);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<VoiceDescription>> GetVoices() => Task.FromResult(_voices);
}
