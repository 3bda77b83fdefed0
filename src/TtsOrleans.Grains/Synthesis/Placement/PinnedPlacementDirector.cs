using Orleans.Runtime.Placement;

namespace TtsOrleans.Grains.Synthesis.Placement;

/// <summary>Finds the silo that a key names: the whole key, or what stands between its slashes. It never falls back to another.</summary>
internal sealed class PinnedPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silo = Read(target.GrainIdentity.Key.ToString()!);
        return Array.IndexOf(context.GetCompatibleSilos(target), silo) >= 0
            ? Task.FromResult(silo)
            : throw new SiloUnavailableException($"The silo {silo} that {target.GrainIdentity} is pinned to is not active.");
    }

    private static SiloAddress Read(string key)
    {
        try
        {
            return SiloAddress.FromParsableString(key.Split('/') is [_, var silo, _] ? silo : key);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw new SiloUnavailableException($"The key '{key}' names no silo.", fault);
        }
    }
}
