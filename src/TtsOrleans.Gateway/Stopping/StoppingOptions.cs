using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Gateway.Stopping;

/// <summary>Section <c>Stopping</c>: how the gateway stops.</summary>
internal sealed class StoppingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Stopping";

    /// <summary>Seconds that it goes on to listen, refusing with 503, so that balancers see it is not ready; 0: no longer than its last answer takes.</summary>
    [Range(0, 600)]
    public int LingerSeconds { get; set; }

    /// <summary>Seconds that answers under way may take to their end before they are broken off; 30.</summary>
    [Range(0, 3600)]
    public int AnswerSeconds { get; set; } = 30;
}
