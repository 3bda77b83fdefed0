namespace TtsOrleans.Abstractions.Routing;

/// <summary>
/// Speaks on one certain silo: for routers of silos that lack the version of the voice that a request was begun with.
/// Its key is the silo's parsable address, and it lives there or nowhere.
/// </summary>
[Alias("TtsOrleans.ISpeechRelay")]
public interface ISpeechRelay : IGrainWithStringKey
{
    /// <summary>As <see cref="ISpeechRouter.Speak"/>, on this silo.</summary>
    [Alias("Speak")]
    IAsyncEnumerable<SpeechItem> Speak(SpeechRequest request, SpeechPosition from, CancellationToken cancellationToken = default);
}
