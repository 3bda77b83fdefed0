using Orleans.Placement;

namespace TtsOrleans.Grains.Synthesis.Placement;

/// <summary>
/// Places a grain on exactly the silo its key names. The key alone says where it lives, so that the grain directory is not told, nor asked
/// (<see cref="UnlistedGrains"/>): the death of another silo, which drops parts of the directory, leaves a pinned grain alone.
/// </summary>
[GenerateSerializer, Immutable, Alias("TtsOrleans.PinnedPlacement")]
public sealed class PinnedPlacement : PlacementStrategy
{
    /// <inheritdoc/>
    public override bool IsUsingGrainDirectory => false;
}

/// <summary>The grain lives on the silo its key names, or nowhere.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PinnedPlacementAttribute() : PlacementAttribute(new PinnedPlacement());
