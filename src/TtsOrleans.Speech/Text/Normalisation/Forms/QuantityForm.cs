using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Any number, with its sign before it and its unit after it. Whatever digit the other forms left is read here.</summary>
internal sealed class QuantityForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var sign = Sign(passage, at);
        var start = sign.Length > 0 ? at + 1 : at;
        if ((passage[start] == '.' && Script.IsDigit(passage[start - 1])) || !Numeral.TryRead(passage, start, out var number))
        {
            return at;
        }

        var end = number.End;
        if (passage[end] is '%' or '‰')
        {
            spoken.Say(sign + (passage[end] == '%' ? "百分之" : "千分之") + number.Say(), at, end + 1);
            return end + 1;
        }

        // A number after letters is part of a name: no unit follows it.
        var space = passage[end] == ' ' ? 1 : 0;
        var unit = Script.IsLatin(passage[at - 1]) ? null : UnitNames.Find(passage, end + space);
        var liang = passage[at - 1] is not ('第' or '初') && (unit is not null || MeasureWords.TakesLiang(passage[end])) && sign.Length == 0;
        var text = sign + number.Say(liang);
        var isBare = text.Length == 1 && unit is null && !Script.IsHan(passage[end]);
        spoken.Say(text, at, end, digits: isBare || MeasureWords.IsOrder(passage[end]));
        if (unit is not { } named)
        {
            return end;
        }

        spoken.Say(named.Name, end + space, named.End);
        return named.End;
    }

    private static string Sign(Passage passage, int at)
    {
        if (!Script.IsDigit(passage[at + 1]) && !(passage[at + 1] == '.' && Script.IsDigit(passage[at + 2])))
        {
            return "";
        }

        var before = passage[at - 1];
        var stands = !Script.IsLatin(before) && !Script.IsDigit(before) && before is not (')' or '）' or '%');
        return passage[at] switch
        {
            '-' when stands && before is not ('年' or '月' or '日' or '号' or '时' or '点' or '分' or '元' or '岁' or '周') => "负",
            '+' when stands => "正",
            '±' => "正负",
            _ => "",
        };
    }
}
