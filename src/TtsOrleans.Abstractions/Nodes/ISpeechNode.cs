namespace TtsOrleans.Abstractions.Nodes;

/// <summary>One silo's own account of itself; its key is the silo's parsable address, and it lives there or nowhere.</summary>
[Alias("TtsOrleans.ISpeechNode")]
public interface ISpeechNode : IGrainWithStringKey
{
    /// <summary>The state of this moment.</summary>
    [Alias("GetStatus")]
    Task<NodeStatus> GetStatus();
}
