using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Fractions: 1/2 is 二分之一.</summary>
internal sealed class FractionForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var numerator = passage.Digits(at);
        var denominator = numerator > 0 && passage[at + numerator] == '/' ? passage.Digits(at + numerator + 1) : 0;
        var end = at + numerator + 1 + denominator;
        var isFraction = denominator is > 0 and <= 4 && numerator <= 4 && passage[at] != '0' && passage[at + numerator + 1] != '0'
            && passage[at - 1] is not ('/' or '.') && !Script.IsLatin(passage[at - 1]) && passage[end] is not ('/' or '.') && !Script.IsLatin(passage[end]);
        if (!isFraction)
        {
            return at;
        }

        var text = ChineseNumber.Cardinal(passage.Text(end - denominator, end)) + "分之" + ChineseNumber.Cardinal(passage.Text(at, at + numerator));
        spoken.Say(text, at, end, digits: true);
        return end;
    }
}
