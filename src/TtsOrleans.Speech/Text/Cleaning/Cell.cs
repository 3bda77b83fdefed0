using System.Text;

namespace TtsOrleans.Speech.Text.Cleaning;

/// <summary>One scalar to be read and the source text it stands for. Cells with the same start were rewritten together.</summary>
/// <param name="Scalar">What is read.</param>
/// <param name="Start">Where its source begins, UTF-16 units of the text.</param>
/// <param name="Length">Length of its source; 0 for a boundary that was put in.</param>
/// <param name="Kind">How it stands among its neighbours.</param>
internal readonly record struct Cell(Rune Scalar, int Start, int Length, CellKind Kind = CellKind.Text)
{
    public int Value => Scalar.Value;

    public int End => Start + Length;
}
