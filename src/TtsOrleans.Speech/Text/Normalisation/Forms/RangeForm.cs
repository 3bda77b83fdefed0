using System.Globalization;
using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>The lower end of a range and the dash after it: 3-5个, 10%~20%, 5kg—8kg. The upper end is read as any quantity.</summary>
internal sealed class RangeForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        if (!Numeral.TryRead(passage, at, out var lower) || Script.IsLatin(passage[at - 1]) || Dashes.Is(passage[at - 1]))
        {
            return at;
        }

        var isPercent = passage[lower.End] == '%';
        var unit = isPercent ? null : UnitNames.Find(passage, lower.End);
        var dash = isPercent ? lower.End + 1 : unit?.End ?? lower.End;
        if (!Dashes.Is(passage[dash]) || !Numeral.TryRead(passage, dash + 1, out var upper) || !IsRange(passage, dash, lower, upper))
        {
            return at;
        }

        isPercent |= passage[upper.End] == '%';
        if (isPercent)
        {
            spoken.Say("百分之" + lower.Say(), at, dash);
        }
        else
        {
            var liang = unit is not null || MeasureWords.TakesLiang(passage[upper.End]) || UnitNames.Find(passage, upper.End) is not null;
            spoken.Say(lower.Say(liang), at, lower.End, MeasureWords.IsOrder(passage[upper.End]));
            if (unit is { } named)
            {
                spoken.Say(named.Name, lower.End, named.End);
            }
        }

        spoken.Say("到", dash, dash + 1);
        if (passage[upper.End] == '%' && passage[dash - 1] != '%')
        {
            spoken.Say(upper.Say(), dash + 1, upper.End + 1);
            return upper.End + 1;
        }

        return dash + 1;
    }

    /// <summary>A dash may also be a minus or divide a code: then the numbers do not rise, have leading zeros, or are more than two.</summary>
    private static bool IsRange(Passage passage, int dash, Numeral lower, Numeral upper)
    {
        if (lower.Whole.Length > ChineseNumber.MaxCardinal || upper.Whole.Length > ChineseNumber.MaxCardinal || passage[upper.End] == '=')
        {
            return false;
        }

        var isCode = Dashes.Is(passage[upper.End]) && passage.Digits(upper.End + 1) > 0;
        var hasZeros = (lower.Whole.Length > 1 && lower.Whole[0] == '0') || (upper.Whole.Length > 1 && upper.Whole[0] == '0');
        return passage[dash] == '~' || (!isCode && !hasZeros && Value(lower) < Value(upper));
    }

    private static decimal Value(Numeral numeral) =>
        decimal.TryParse($"{numeral.Whole}.{numeral.Decimals}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : decimal.MaxValue;
}
