namespace TtsOrleans.Abstractions.Reading;

/// <summary>Says how a text will be read, without speaking it.</summary>
[Alias("TtsOrleans.ITextReader")]
public interface ITextReader : IGrainWithIntegerKey
{
    /// <summary>Reads the whole text.</summary>
    [Alias("Phonemize")]
    Task<PhonemizedText> Phonemize(string text, CancellationToken cancellationToken = default);
}
