namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Years digit by digit, and dates written with dashes, slashes or points.</summary>
internal sealed class DateForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var count = passage.Digits(at);
        if (passage[at - 1] is '.' or '-' or '/' || count is not (2 or 4))
        {
            return at;
        }

        if (count == 2)
        {
            return IsShortYear(passage, at) ? SayYear(passage, at, 2, spoken) : at;
        }

        var year = int.Parse(passage.Text(at, at + 4), System.Globalization.CultureInfo.InvariantCulture);
        var end = year is >= 1000 and <= 2999 ? ReadDate(passage, at, spoken) : at;
        if (end > at)
        {
            return end;
        }

        if (Dashes.Is(passage[at + 4]) && passage.Digits(at + 5) == 4 && IsYear(passage, at + 5, passage[at] is '1' or '2'))
        {
            spoken.SayDigits(at, at + 4, yao: false);
            spoken.Say("到", at + 4, at + 5);
            return SayYear(passage, at + 5, 4, spoken);
        }

        return IsYear(passage, at, false) ? SayYear(passage, at, 4, spoken) : at;
    }

    /// <summary>2024-05-01, 2024/5/1, 2024.5.1, 2024-05.</summary>
    private static int ReadDate(Passage passage, int at, SpokenText spoken)
    {
        var separator = passage[at + 4];
        var month = passage.Digits(at + 5);
        var afterMonth = at + 5 + month;
        if (separator is not ('-' or '/' or '.') || !InRange(passage, at + 5, month, 12))
        {
            return at;
        }

        var day = passage[afterMonth] == separator ? passage.Digits(afterMonth + 1) : 0;
        var end = afterMonth + 1 + day;
        var isDate = InRange(passage, afterMonth + 1, day, 31) && passage[end] != separator;
        var isMonth = day == 0 && month == 2 && separator != '.' && passage[afterMonth] != separator && passage[afterMonth] != '月';
        if (!isDate && !isMonth)
        {
            return at;
        }

        spoken.SayDigits(at, at + 4, yao: false);
        spoken.Say("年", at + 4, at + 5);
        spoken.Say(ChineseNumber.Cardinal(passage.Text(at + 5, afterMonth)) + (isDate ? "" : "月"), at + 5, afterMonth, digits: true);
        if (!isDate)
        {
            return afterMonth;
        }

        var names = passage[end] is '日' or '号';
        spoken.Say("月", afterMonth, afterMonth + 1);
        spoken.Say(ChineseNumber.Cardinal(passage.Text(afterMonth + 1, end)) + (names ? "" : "日"), afterMonth + 1, end, digits: true);
        return end;
    }

    private static bool InRange(Passage passage, int at, int digits, int max) =>
        digits is 1 or 2 && int.Parse(passage.Text(at, at + digits), System.Globalization.CultureInfo.InvariantCulture) is var value && value >= 1 && value <= max;

    private static int SayYear(Passage passage, int at, int digits, SpokenText spoken)
    {
        spoken.SayDigits(at, at + digits, yao: false);
        return at + digits;
    }

    private static bool IsYear(Passage passage, int at, bool afterYear)
    {
        var year = int.Parse(passage.Text(at, at + 4), System.Globalization.CultureInfo.InvariantCulture);
        var isModern = year is >= 1900 and <= 2099;
        if (passage[at + 4] == '年')
        {
            // 5000年前 counts years; 1990年前 is before a year.
            return isModern || (year is >= 1000 and <= 2999 && passage[at + 5] is not ('前' or '后' or '来' or '间' or '多' or '以' or '的' or '历'));
        }

        return isModern && (afterYear || passage[at + 4] is '款' or '届' or '级' or '赛' or '财' or '春' or '夏' or '秋' or '冬' or '版' or '奥');
    }

    /// <summary>08年, 98年, 90后.</summary>
    private static bool IsShortYear(Passage passage, int at) => passage[at + 2] switch
    {
        '年' => passage[at] == '0' || (passage[at] >= '7' && passage[at + 3] is not ('代' or '前' or '后' or '来' or '间' or '多' or '的')),
        '后' => passage[at + 1] is '0' or '5' && passage[at] is '0' or '5' or '6' or '7' or '8' or '9',
        _ => false,
    };
}
