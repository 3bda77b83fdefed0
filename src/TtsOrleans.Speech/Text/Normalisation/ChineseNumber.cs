using System.Text;

namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>Numbers as they are said.</summary>
internal static class ChineseNumber
{
    /// <summary>Digits a cardinal may have; longer ones are said digit by digit.</summary>
    public const int MaxCardinal = 16;

    private const string Digits = "零一二三四五六七八九";

    public static char Digit(int digit, bool yao = false) => yao && digit == '1' ? '幺' : Digits[digit - '0'];

    public static bool IsDigit(int scalar) => scalar is > 0 and <= char.MaxValue && Digits.Contains((char)scalar, StringComparison.Ordinal);

    public static string DigitByDigit(string digits, bool yao = false) => string.Concat(digits.Select(digit => Digit(digit, yao)));

    /// <summary>Says a whole number: 两 before 千, 万 and 亿, 十 for 一十 at the beginning.</summary>
    public static string Cardinal(string digits)
    {
        digits = digits.TrimStart('0');
        if (digits.Length == 0)
        {
            return "零";
        }

        if (digits.Length > MaxCardinal)
        {
            return DigitByDigit(digits);
        }

        var text = new StringBuilder();
        var groups = (digits.Length + 3) / 4;
        digits = digits.PadLeft(groups * 4, '0');
        var skipped = false;
        for (var i = 0; i < groups; i++)
        {
            var group = digits.Substring(i * 4, 4);
            var level = groups - 1 - i;
            if (group == "0000")
            {
                skipped = true;
                continue;
            }

            if (text.Length > 0 && (skipped || group[0] == '0'))
            {
                text.Append('零');
            }

            text.Append(level > 0 && group == "0002" ? "两" : Group(group));
            text.Append(level switch { 0 => "", 1 => "万", 2 => "亿", _ => digits.Substring((i + 1) * 4, 4) == "0000" ? "万亿" : "万" });
            skipped = false;
        }

        var result = text.ToString();
        return result.StartsWith("一十", StringComparison.Ordinal) ? result[1..] : result;
    }

    private static string Group(string group)
    {
        var text = new StringBuilder();
        var zero = false;
        for (var i = 0; i < 4; i++)
        {
            if (group[i] == '0')
            {
                zero = text.Length > 0;
                continue;
            }

            text.Append(zero ? "零" : "").Append(i == 0 && group[i] == '2' ? '两' : Digit(group[i])).Append(i switch { 0 => "千", 1 => "百", 2 => "十", _ => "" });
            zero = false;
        }

        return text.ToString();
    }
}
