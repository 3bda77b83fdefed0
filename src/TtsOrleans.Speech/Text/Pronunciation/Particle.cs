using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>地 after a doubled word (慢慢地, 亮堂堂地, 高高兴兴地) makes an adverb and is neutral.</summary>
internal static class Particle
{
    public static Reading Reading { get; } = new("de", 5);

    /// <summary>Whether the second of two words is such a 地.</summary>
    public static bool IsAdverbial(CellSpan before, CellSpan word, List<Cell> cells)
    {
        if (word.Count != 1 || cells[word.First].Value != '地')
        {
            return false;
        }

        return before.Count switch
        {
            2 or 3 => cells[before.End - 2].Scalar == cells[before.End - 1].Scalar,
            4 => cells[before.First].Scalar == cells[before.First + 1].Scalar && cells[before.End - 2].Scalar == cells[before.End - 1].Scalar,
            _ => false,
        };
    }
}
