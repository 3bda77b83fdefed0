using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>A word and its sounds; a mark that is not read has none.</summary>
internal sealed record SpokenWord(CellSpan Cells, List<Sound> Sounds);
