using System.Diagnostics.CodeAnalysis;
using Orleans.GrainDirectory;
using Orleans.Metadata;
using Orleans.Runtime.GrainDirectory;

namespace TtsOrleans.Grains.Synthesis.Placement;

/// <summary>
/// Spares the grain directory those grains that are never in it: workers of the silo that is asked, and grains pinned by their keys. They are
/// looked up there nevertheless before they are placed, on the silo that keeps their part of the directory; a call to a healthy silo would wait
/// for a frozen one that has nothing to say.
/// </summary>
internal sealed class UnlistedGrains : IGrainDirectoryResolver
{
    private static readonly string[] Placements = [nameof(PinnedPlacement), "StatelessWorkerPlacement"];
    private static readonly EmptyDirectory Empty = new();

    public bool TryResolveGrainDirectory(GrainType grainType, GrainProperties? properties, [NotNullWhen(true)] out IGrainDirectory? grainDirectory)
    {
        grainDirectory = properties is not null
            && properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementStrategy, out var placement)
            && Placements.Contains(placement)
                ? Empty
                : null;
        return grainDirectory is not null;
    }

    /// <summary>Knows of no grain.</summary>
    private sealed class EmptyDirectory : IGrainDirectory
    {
        public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(null);

        public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

        public Task Unregister(GrainAddress address) => Task.CompletedTask;

        public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
    }
}
