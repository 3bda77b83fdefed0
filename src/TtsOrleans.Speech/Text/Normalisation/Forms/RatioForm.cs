namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Ratios and scores: 3:2, 1:10000, 以3-2获胜.</summary>
internal sealed class RatioForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        if (!Numeral.TryRead(passage, at, out var left) || !IsSeparator(passage, at, left.End))
        {
            return at;
        }

        var start = at;
        var end = left.End;
        while (Numeral.TryRead(passage, start, out var part))
        {
            spoken.Say(part.Say(), start, part.End, digits: true);
            end = part.End;
            if (!IsSeparator(passage, at, end))
            {
                break;
            }

            spoken.Say("比", end, end + 1);
            start = end + 1;
        }

        return end;
    }

    private static bool IsSeparator(Passage passage, int at, int separator)
    {
        if (passage.Digits(separator + 1) == 0)
        {
            return false;
        }

        return passage[separator] is ':' or '：' or '∶' || (Dashes.Is(passage[separator]) && (passage[at - 1] == '以' || passage.Precedes(at, "比分") || passage.Precedes(at, "比分为")));
    }
}
