using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Grains.Routing;

/// <summary>How a request is fanned out.</summary>
public sealed class RoutingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Routing";

    /// <summary>The most pieces a request ever has in flight.</summary>
    public const int MaxLookAhead = 64;

    /// <summary>Pieces of a request in flight or finished and not yet delivered; 0 for one more than the cluster has slots (2 … 64).</summary>
    [Range(0, MaxLookAhead, ErrorMessage = "Routing:LookAhead must be between 0 (by the cluster's slots) and 64.")]
    public int LookAhead { get; set; }

    /// <summary><see cref="LookAhead"/> with its default filled in.</summary>
    /// <param name="slots">Slots of the whole cluster.</param>
    public int EffectiveLookAhead(int slots) => LookAhead > 0 ? LookAhead : Math.Clamp(slots + 1, 2, MaxLookAhead);
}
