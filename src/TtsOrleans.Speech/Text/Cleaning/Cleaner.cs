using System.Globalization;
using System.Text;

namespace TtsOrleans.Speech.Text.Cleaning;

/// <summary>Turns source text into cells: variants folded, what cannot be seen or spoken left out. Any input is accepted, lone surrogates too.</summary>
internal sealed class Cleaner(CompatibilityTable compatibility)
{
    /// <summary>Cells of <paramref name="text"/> from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public List<Cell> Clean(string text, int start, int end)
    {
        var cells = new List<Cell>(end - start);
        for (var at = start; at < end;)
        {
            // A lone surrogate decodes to U+FFFD, one unit long.
            Rune.DecodeFromUtf16(text.AsSpan(at, end - at), out var scalar, out var length);
            var replacement = compatibility.Find(scalar);
            if (!replacement.IsEmpty)
            {
                foreach (var part in replacement)
                {
                    cells.Add(new Cell(part, at, length));
                }
            }
            else if (Rune.IsWhiteSpace(scalar))
            {
                cells.Add(new Cell(new Rune(' '), at, length));
            }
            else if (!IsInvisible(scalar))
            {
                cells.Add(new Cell(scalar, at, length));
            }

            at += length;
        }

        return cells;
    }

    private static bool IsInvisible(Rune scalar) => scalar == Rune.ReplacementChar || Rune.GetUnicodeCategory(scalar) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
