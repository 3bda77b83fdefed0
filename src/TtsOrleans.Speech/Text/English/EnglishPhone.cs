namespace TtsOrleans.Speech.Text.English;

/// <summary>An ARPAbet phone in lower case, without its stress digit.</summary>
/// <param name="Name">Phone.</param>
/// <param name="IsStressed">Whether its syllable has the primary stress.</param>
internal readonly record struct EnglishPhone(string Name, bool IsStressed);
