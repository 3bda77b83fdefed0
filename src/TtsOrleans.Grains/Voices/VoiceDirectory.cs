using System.Collections.Immutable;
using Orleans.Concurrency;
using TtsOrleans.Abstractions.Nodes;
using TtsOrleans.Abstractions.Voices;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Rehearsing;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Voices;

/// <summary>Describes the cluster's voices, each in the version that new requests are given, whichever silo is asked.</summary>
[StatelessWorker(1, removeIdleWorkers: false), Reentrant]
internal sealed class VoiceDirectory(VoiceCatalog catalog, NodeDirectory nodes, SiloRehearsal rehearsal) : Grain, IVoiceDirectory
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    public async Task<ImmutableArray<VoiceDescription>> GetVoices()
    {
        await rehearsal.Over;
        var voices = ImmutableArray.CreateBuilder<VoiceDescription>();
        foreach (var (voice, node) in VoiceVersions.Choose([.. nodes.Nodes]))
        {
            voices.Add(catalog.FindByHash(voice.Hash) is { } own ? VoiceDescriptions.Of(own) : await AskAsync(node, voice.Hash));
        }

        return voices.ToImmutable();
    }

    private async Task<VoiceDescription> AskAsync(Node node, string hash) =>
        (await GrainFactory.GetGrain<ISpeechNode>(node.Name).GetVoices().WaitAsync(AnswerLimit)).First(voice => voice.Reference.Hash == hash);
}
