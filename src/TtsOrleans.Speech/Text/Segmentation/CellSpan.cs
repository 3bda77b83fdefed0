namespace TtsOrleans.Speech.Text.Segmentation;

/// <summary>A run of cells.</summary>
internal readonly record struct CellSpan(int First, int Count)
{
    public int End => First + Count;
}
