using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>Where a job can go on, and in which version of its voice.</summary>
/// <param name="Here">The version to speak here; null if not here.</param>
/// <param name="There">The silo to go on at instead; null if there is none now.</param>
internal readonly record struct VoiceChoice(Voice? Here, SiloAddress? There);

/// <summary>Finds the version of a voice that a job goes on in: the ordered one while any silo has it, then another of the same name.</summary>
internal sealed class JobVoice(VoiceCatalog catalog, NodeDirectory nodes)
{
    public async Task<VoiceChoice> ChooseAsync(VoiceReference ordered)
    {
        if (catalog.FindByHash(ordered.Hash) is { } same)
        {
            return new(same, null);
        }

        // Only who has heard of all silos can say that none of them has the version; one that is about to stop does not count.
        await nodes.RefreshAsync();
        var living = nodes.Nodes.Where(node => !node.Status.Draining).ToList();
        if (living.Find(node => node.Has(ordered.Hash)) is { } keeper)
        {
            return new(null, keeper.Address);
        }

        return catalog.FindByName(ordered.Name) is { } other
            ? new(other, null)
            : new(null, living.Find(node => node.Status.Voices.Any(voice => voice.Name == ordered.Name))?.Address);
    }
}
