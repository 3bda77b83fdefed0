using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Grains.Routing;

/// <summary>How a request is fanned out.</summary>
public sealed class RoutingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Routing";

    /// <summary>The most pieces a request ever has in flight.</summary>
    public const int MaxLookAhead = 64;

    /// <summary>Pieces of a request in flight or finished and not yet delivered; 0 for two more than twice the cluster's slots (4 … 64): one at work and one waiting a slot.</summary>
    [Range(0, MaxLookAhead, ErrorMessage = "Routing:LookAhead must be between 0 (by the cluster's slots) and 64.")]
    public int LookAhead { get; set; }

    /// <summary><see cref="LookAhead"/> with its default filled in.</summary>
    /// <param name="slots">Slots of the whole cluster.</param>
    public int EffectiveLookAhead(int slots) => LookAhead > 0 ? LookAhead : Math.Clamp((2 * slots) + 2, 4, MaxLookAhead);
}
