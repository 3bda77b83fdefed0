using System.Collections.Immutable;
using TtsOrleans.Abstractions.Voices;

namespace TtsOrleans.Abstractions.Nodes;

/// <summary>One silo's own account of itself; its key is the silo's parsable address, and it lives there or nowhere.</summary>
[Alias("TtsOrleans.ISpeechNode")]
public interface ISpeechNode : IGrainWithStringKey
{
    /// <summary>The state of this moment.</summary>
    [Alias("GetStatus")]
    Task<NodeStatus> GetStatus();

    /// <summary>Another silo says how it is, unasked, because others should know at once.</summary>
    [Alias("Hear")]
    Task Hear(NodeStatus status);

    /// <summary>The voices of this silo, the default one first.</summary>
    [Alias("GetVoices")]
    Task<ImmutableArray<VoiceDescription>> GetVoices();
}
