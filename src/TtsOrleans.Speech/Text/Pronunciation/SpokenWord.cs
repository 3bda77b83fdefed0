using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>A word and its sounds; a mark that is not read has none.</summary>
/// <param name="Cells">Its cells.</param>
/// <param name="Sounds">Its sounds in order.</param>
/// <param name="IsKnown">Whether the dictionary has it.</param>
internal sealed record SpokenWord(CellSpan Cells, List<Sound> Sounds, bool IsKnown);
