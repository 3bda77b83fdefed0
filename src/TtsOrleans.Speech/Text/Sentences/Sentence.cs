namespace TtsOrleans.Speech.Text.Sentences;

/// <summary>A run of source text.</summary>
/// <param name="Start">UTF-16 units.</param>
/// <param name="End">After its last unit.</param>
/// <param name="IsComplete">Whether it ends where a sentence ends; else the window was full.</param>
internal readonly record struct Sentence(int Start, int End, bool IsComplete);
