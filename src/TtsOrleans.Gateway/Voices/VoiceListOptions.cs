using System.ComponentModel.DataAnnotations;

namespace TtsOrleans.Gateway.Voices;

/// <summary>Section <c>VoiceList</c>: how the gateway keeps its list of the cluster's voices.</summary>
internal sealed class VoiceListOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "VoiceList";

    /// <summary>Seconds between two looks at the cluster's voices; 2.</summary>
    [Range(1, 3600)]
    public int RefreshSeconds { get; set; } = 2;

    /// <summary>Seconds a request waits for the first list before it is told to come back; 5.</summary>
    [Range(1, 60)]
    public int WaitSeconds { get; set; } = 5;
}
