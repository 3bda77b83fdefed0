using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Normalisation.Forms;

namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>Rewrites numbers, symbols and the like as they are spoken; everything else is kept. After it no digit is left.</summary>
internal static class Normaliser
{
    /// <summary>The first form that reads something wins: the special before the general.</summary>
    private static readonly INumberForm[] Forms =
    [
        new AddressForm(), new PhoneForm(), new DateForm(), new ClockForm(), new MoneyForm(), new RatioForm(), new VersionForm(),
        new RangeForm(), new FractionForm(), new CodeForm(), new QuantityForm(), new EnclosedForm(), new GreekForm(), new SymbolForm(),
    ];

    public static List<Cell> Rewrite(List<Cell> cells)
    {
        var passage = new Passage(cells);
        var spoken = new SpokenText(passage);
        for (var at = 0; at < cells.Count;)
        {
            var end = Read(passage, at, spoken);
            if (end == at)
            {
                end = at + Math.Max(1, Letters(passage, at));
                spoken.CopyWord(at, end);
            }

            at = end;
        }

        return spoken.Cells;
    }

    private static int Read(Passage passage, int at, SpokenText spoken)
    {
        // Han characters begin no form: most of the text is not looked at twice.
        if (Script.IsHan(passage[at]))
        {
            return at;
        }

        foreach (var form in Forms)
        {
            var end = form.Read(passage, at, spoken);
            if (end > at)
            {
                return end;
            }
        }

        return at;
    }

    /// <summary>Letters of a word, with the apostrophes inside it.</summary>
    private static int Letters(Passage passage, int at)
    {
        var end = at + passage.Letters(at);
        while (end > at && passage[end] is '\'' or '’' && passage.Letters(end + 1) > 0)
        {
            end += 1 + passage.Letters(end + 1);
        }

        return end - at;
    }
}
