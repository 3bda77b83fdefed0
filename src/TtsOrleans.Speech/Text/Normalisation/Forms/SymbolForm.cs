using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Symbols that are said where they stand between or before what can be read: operators, 每 for a slash, 到 for a dash.</summary>
internal sealed class SymbolForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var (before, after) = (passage[passage.SkipSpaceBack(at)], passage[passage.SkipSpace(at + 1)]);
        var isBetween = IsOperand(before) && IsOperand(after);
        if (passage.FollowsAny(at, ">=", "<=", "!=", "==") is { } pair && isBetween is false && IsOperand(before) && IsOperand(passage[passage.SkipSpace(at + 2)]))
        {
            spoken.Say(pair switch { ">=" => "大于等于", "<=" => "小于等于", "!=" => "不等于", _ => "等于" }, at, at + 2);
            return at + 2;
        }

        var name = passage[at] switch
        {
            '+' when isBetween || Script.IsLatin(passage[at - 1]) || Script.IsDigit(passage[at - 1]) || passage.Precedes(at, "+") => "加",
            '-' or '–' or '—' when IsRange(passage, at) => "到",
            '-' when Script.IsDigit(before) && Script.IsDigit(after) => "减",
            '~' when Script.IsDigit(after) && IsOperand(before) => "到",
            '×' or '*' when isBetween => "乘",
            'x' when Script.IsDigit(before) && Script.IsDigit(after) && passage.Letters(at) == 1 => "乘",
            '÷' when isBetween => "除以",
            '=' when isBetween => "等于",
            '≈' when isBetween => "约等于",
            '≠' when isBetween => "不等于",
            '≥' when IsOperand(after) => "大于等于",
            '≤' when IsOperand(after) => "小于等于",
            '>' when Script.IsDigit(after) => "大于",
            '<' when Script.IsDigit(after) => "小于",
            '√' when IsOperand(after) => "根号",
            '∞' when IsOperand(before) => "无穷大",
            '²' when IsOperand(passage[at - 1]) => "平方",
            '³' when IsOperand(passage[at - 1]) => "立方",
            '^' when Script.IsDigit(after) => "的幂",
            '°' when Script.IsDigit(passage[at - 1]) => "度",
            '&' when Script.IsHan(before) || Script.IsHan(after) => "和",
            '@' when IsOperand(passage[at + 1]) => "艾特",
            '#' when Script.IsDigit(passage[at + 1]) => "井号",
            '.' when Script.IsDigit(passage[at - 1]) && Script.IsDigit(passage[at + 1]) => "点",
            '/' when IsPer(before, after) => "每",
            _ => null,
        };
        if (name is null)
        {
            return ReadEnglish(passage, at, spoken);
        }

        spoken.Say(name, at, at + 1);
        return at + 1;
    }

    /// <summary>R&amp;D and C#.</summary>
    private static int ReadEnglish(Passage passage, int at, SpokenText spoken)
    {
        var word = passage[at] switch
        {
            '&' when Script.IsLatin(passage[passage.SkipSpaceBack(at)]) && Script.IsLatin(passage[passage.SkipSpace(at + 1)]) => " and ",
            '#' when Script.IsLatin(passage[at - 1]) => " sharp",
            _ => null,
        };
        if (word is null)
        {
            return at;
        }

        spoken.Say(word, at, at + 1);
        return at + 1;
    }

    /// <summary>5月1日-5日, 12:00-13:00: a dash after a date or a time and before a number.</summary>
    private static bool IsRange(Passage passage, int at) =>
        Script.IsDigit(passage[at + 1])
        && (passage[at - 1] is '年' or '月' or '日' or '号' or '时' or '点' or '分' or '元' or '岁' or '周' or '%'
            || (passage.Precedes(at, ":00") || (Script.IsDigit(passage[at - 1]) && passage[at - 3] is ':' or '：')));

    /// <summary>元/天, 次/分钟.</summary>
    private static bool IsPer(int before, int after) =>
        (Script.IsLatin(before) || MeasureWords.TakesLiang(before))
        && after is '天' or '日' or '周' or '月' or '年' or '时' or '小' or '分' or '秒' or '人' or '次' or '件' or '个' or '台' or '斤' or '公' or '平' or '吨' or '亩' or '瓶' or '晚' or '户';

    private static bool IsOperand(int value) =>
        Script.IsLatin(value) || Script.IsDigit(value) || Script.IsHan(value) || GreekForm.Name(value) is not null || value is ')' or '(' or '）' or '（' or '%' or '²' or '³' or '°';
}
