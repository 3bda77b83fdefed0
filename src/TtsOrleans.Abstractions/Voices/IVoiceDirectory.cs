using System.Collections.Immutable;

namespace TtsOrleans.Abstractions.Voices;

/// <summary>The voices of the silo that answers.</summary>
[Alias("TtsOrleans.IVoiceDirectory")]
public interface IVoiceDirectory : IGrainWithIntegerKey
{
    /// <summary>All voices, the default one first.</summary>
    [Alias("GetVoices")]
    Task<ImmutableArray<VoiceDescription>> GetVoices();
}
