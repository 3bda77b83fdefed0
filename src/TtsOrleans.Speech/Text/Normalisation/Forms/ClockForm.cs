using System.Globalization;

namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Times of day: 12:30, 08:05:30, 8:30 pm.</summary>
internal sealed class ClockForm : INumberForm
{
    public int Read(Passage passage, int at, SpokenText spoken)
    {
        var hour = passage.Digits(at);
        var minute = at + hour + 1;
        if (hour is not (1 or 2) || !IsPart(passage, minute) || Value(passage, at, hour) > 24 || IsScore(passage, at))
        {
            return at;
        }

        var end = minute + 2;
        var hasSeconds = IsPart(passage, end + 1);
        end += hasSeconds ? 3 : 0;
        if (passage.Digits(end) > 0 || (IsColon(passage[end]) && passage.Digits(end + 1) > 0))
        {
            return at;
        }

        var half = passage.FollowsAny(passage.SkipSpace(end), "a.m.", "p.m.", "am", "pm", "AM", "PM");
        if (half is not null && passage.Letters(passage.SkipSpace(end)) <= 2)
        {
            var all = passage.SkipSpace(end) + half.Length;
            var time = Hour(passage, at, hour) + "点" + Part(passage, minute, "分", hasSeconds) + (hasSeconds ? Part(passage, minute + 3, "秒", false) : "");
            spoken.Say((half[0] is 'a' or 'A' ? "上午" : "下午") + time, at, all, digits: true);
            return all;
        }

        spoken.Say(Hour(passage, at, hour), at, at + hour);
        var isFull = !hasSeconds && passage.Follows(minute, "00");
        spoken.Say("点", at + hour, isFull ? end : minute);
        if (isFull)
        {
            return end;
        }

        spoken.Say(Part(passage, minute, "分", hasSeconds), minute, minute + 2, digits: true);
        if (hasSeconds)
        {
            spoken.Say(Part(passage, minute + 3, "秒", false), minute + 3, end, digits: true);
        }

        return end;
    }

    private static bool IsColon(int value) => value is ':' or '：';

    private static bool IsPart(Passage passage, int at) => IsColon(passage[at - 1]) && passage.Digits(at) == 2 && passage[at] < '6';

    private static bool IsScore(Passage passage, int at) => passage.Precedes(at, "比分") || passage.Precedes(at, "比分为") || passage.Precedes(at, "比分是");

    private static int Value(Passage passage, int at, int digits) => int.Parse(passage.Text(at, at + digits), CultureInfo.InvariantCulture);

    private static string Hour(Passage passage, int at, int digits) =>
        Value(passage, at, digits) == 2 ? "两" : ChineseNumber.Cardinal(passage.Text(at, at + digits));

    /// <summary>Minutes or seconds; full hours have no minutes.</summary>
    private static string Part(Passage passage, int at, string unit, bool keepZero)
    {
        var value = Value(passage, at, 2);
        return value == 0 ? (keepZero ? $"零{unit}" : "") : (value < 10 ? "零" : "") + ChineseNumber.Cardinal(passage.Text(at, at + 2)) + unit;
    }
}
