using System.Text;

namespace TtsOrleans.Speech.Text.Cleaning;

/// <summary>One scalar to be read and the source text it stands for. Cells with the same start were rewritten together.</summary>
/// <param name="Scalar">What is read.</param>
/// <param name="Start">Where its source begins, UTF-16 units of the text.</param>
/// <param name="Length">Length of its source; 0 for a boundary that was put in.</param>
/// <param name="IsDigit">Read on its own, as a digit of a longer string: no tone changes around it.</param>
internal readonly record struct Cell(Rune Scalar, int Start, int Length, bool IsDigit = false)
{
    public int Value => Scalar.Value;

    public int End => Start + Length;
}
