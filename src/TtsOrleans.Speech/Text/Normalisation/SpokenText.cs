using System.Text;
using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>Collects what is spoken, each part with the source it stands for.</summary>
internal sealed class SpokenText(Passage passage)
{
    public List<Cell> Cells { get; } = new(passage.Count);

    /// <summary>Speaks a cell as it is.</summary>
    public void Copy(int index) => Cells.Add(passage.Cell(index));

    public void Copy(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            Copy(i);
        }
    }

    /// <summary>Speaks cells as they are, a curved apostrophe between letters as a straight one.</summary>
    public void CopyWord(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            Cells.Add(i > from && passage[i] == '’' ? passage.Cell(i) with { Scalar = new Rune('\'') } : passage.Cell(i));
        }
    }

    /// <summary>Speaks a text for the cells <paramref name="from"/> to before <paramref name="to"/>, which become one character of the result.</summary>
    /// <param name="text">What is said; if empty, the cells are left unread.</param>
    /// <param name="from">First cell.</param>
    /// <param name="to">After the last.</param>
    /// <param name="digits">Whether 一 keeps its tone.</param>
    public void Say(string text, int from, int to, bool digits = false)
    {
        var start = passage.Cell(from).Start;
        var length = passage.Cell(to - 1).End - start;
        var afterPoint = false;
        foreach (var scalar in text.EnumerateRunes())
        {
            // What follows the point is a string of digits.
            afterPoint &= ChineseNumber.IsDigit(scalar.Value);
            Cells.Add(new Cell(scalar, start, length, digits ? CellKind.Ordinal : afterPoint ? CellKind.Digit : CellKind.Text));
            afterPoint |= scalar.Value == '点';
        }
    }

    /// <summary>Speaks digits one by one; other cells between them are left unread.</summary>
    /// <param name="from">First cell.</param>
    /// <param name="to">After the last.</param>
    /// <param name="yao">Whether 1 is said as in numbers of telephones and rooms.</param>
    public void SayDigits(int from, int to, bool yao)
    {
        for (var i = from; i < to; i++)
        {
            if (Script.IsDigit(passage[i]))
            {
                var cell = passage.Cell(i);
                Cells.Add(new Cell(new Rune(ChineseNumber.Digit(passage[i], yao)), cell.Start, cell.Length, CellKind.Digit));
            }
        }
    }

    /// <summary>Puts a short pause in.</summary>
    /// <param name="at">Index of the cell that follows.</param>
    public void Pause(int at) => Cells.Add(new Cell(new Rune('、'), passage.Cell(at - 1).End, 0));
}
