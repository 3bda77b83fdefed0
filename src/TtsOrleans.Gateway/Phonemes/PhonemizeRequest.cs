namespace TtsOrleans.Gateway.Phonemes;

/// <summary>Body of <c>/api/phonemize</c>.</summary>
/// <param name="Text">The text to read.</param>
internal sealed record PhonemizeRequest(string Text);
