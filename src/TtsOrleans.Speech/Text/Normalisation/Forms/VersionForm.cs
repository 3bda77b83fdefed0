namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Numbers with several points: versions by their parts, internet addresses digit by digit.</summary>
internal sealed class VersionForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var (end, parts) = (at, 0);
        while (passage.Digits(end) is var digits and > 0)
        {
            parts++;
            end += digits;
            if (passage[end] != '.' || passage.Digits(end + 1) == 0)
            {
                break;
            }

            end++;
        }

        if (parts < 3)
        {
            return at;
        }

        for (var i = at; i < end;)
        {
            var digits = passage.Digits(i);
            if (digits == 0)
            {
                spoken.Say("点", i, i + 1);
                i++;
            }
            else
            {
                Say(passage, i, i + digits, digitByDigit: parts == 4 || digits > 4, spoken);
                i += digits;
            }
        }

        return end;
    }

    private static void Say(Passage passage, int from, int to, bool digitByDigit, SpokenText spoken)
    {
        if (digitByDigit)
        {
            spoken.SayDigits(from, to, yao: true);
        }
        else
        {
            spoken.Say(ChineseNumber.Cardinal(passage.Text(from, to)), from, to, digits: true);
        }
    }
}
