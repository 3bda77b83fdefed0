namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Numbers that are one character: ①, ⑵, Ⅲ, ½; and Roman numerals in letters, where an ordinal is expected.</summary>
internal sealed class EnclosedForm : INumberForm
{
    private static readonly string[] Roman = ["VIII", "III", "VII", "XII", "II", "IV", "VI", "IX", "XI"];
    private static readonly int[] RomanValues = [8, 3, 7, 12, 2, 4, 6, 9, 11];

    public int Read(Passage passage, int at, SpokenText spoken)
    {
        if (Value(passage[at]) is { } value)
        {
            spoken.Say(value, at, at + 1, digits: true);
            if (IsListMark(passage[at]))
            {
                spoken.Pause(at + 1);
            }

            return at + 1;
        }

        for (var i = 0; i < Roman.Length; i++)
        {
            var end = at + Roman[i].Length;
            if (passage.Follows(at, Roman[i]) && passage.Letters(at) == Roman[i].Length
                && (passage[at - 1] == '第' || passage[end] is '期' or '型' or '类' or '级' or '度' or '代' or '世' or '章'))
            {
                spoken.Say(Number(RomanValues[i]), at, end, digits: true);
                return end;
            }
        }

        return at;
    }

    /// <summary>How a character that is a number is said; null for any other.</summary>
    public static string? Value(int scalar) => scalar switch
    {
        >= 0x2460 and <= 0x2473 => Number(scalar - 0x2460 + 1),
        >= 0x2474 and <= 0x2487 => Number(scalar - 0x2474 + 1),
        >= 0x2488 and <= 0x249B => Number(scalar - 0x2488 + 1),
        0x24EA or 0x24FF => "零",
        >= 0x24EB and <= 0x24F4 => Number(scalar - 0x24EB + 11),
        >= 0x24F5 and <= 0x24FE => Number(scalar - 0x24F5 + 1),
        >= 0x2776 and <= 0x2793 => Number(((scalar - 0x2776) % 10) + 1),
        >= 0x3220 and <= 0x3229 => Number(scalar - 0x3220 + 1),
        >= 0x3251 and <= 0x325F => Number(scalar - 0x3251 + 21),
        >= 0x3280 and <= 0x3289 => Number(scalar - 0x3280 + 1),
        >= 0x32B1 and <= 0x32BF => Number(scalar - 0x32B1 + 36),
        >= 0x2160 and <= 0x216B => Number(scalar - 0x2160 + 1),
        >= 0x2170 and <= 0x217B => Number(scalar - 0x2170 + 1),
        '¼' => "四分之一",
        '½' => "二分之一",
        '¾' => "四分之三",
        '⅓' => "三分之一",
        '⅔' => "三分之二",
        '⅕' => "五分之一",
        '⅛' => "八分之一",
        _ => null,
    };

    private static bool IsListMark(int scalar) => scalar is >= 0x2460 and <= 0x2793 or >= 0x3220 and <= 0x32BF;

    private static string Number(int value) => ChineseNumber.Cardinal(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
