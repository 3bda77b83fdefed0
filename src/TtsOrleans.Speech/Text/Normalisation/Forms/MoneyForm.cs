namespace TtsOrleans.Speech.Text.Normalisation.Forms;

/// <summary>Sums of money with the currency in front: ¥19.9, $5万, US$100, RMB 200.</summary>
internal sealed class MoneyForm : INumberForm
{
    private static readonly (string Sign, string Name)[] Currencies =
    [
        ("US$", "美元"), ("HK$", "港元"), ("NT$", "新台币"), ("A$", "澳元"), ("RMB", "元"), ("CNY", "元"), ("USD", "美元"), ("EUR", "欧元"),
        ("GBP", "英镑"), ("JPY", "日元"), ("HKD", "港元"), ("¥", "元"), ("$", "美元"), ("€", "欧元"), ("£", "英镑"), ("₩", "韩元"), ("¢", "美分"),
    ];

    public int Read(Passage passage, int at, SpokenText spoken)
    {
        foreach (var (sign, name) in Currencies)
        {
            if (passage.Follows(at, sign))
            {
                return Read(passage, at, passage.SkipSpace(at + sign.Length), name, spoken);
            }
        }

        return at;
    }

    private static int Read(Passage passage, int at, int number, string name, SpokenText spoken)
    {
        if (!Numeral.TryRead(passage, number, out var sum))
        {
            return at;
        }

        var text = Say(sum);
        var end = sum.End;
        if (Dashes.Is(passage[end]) && Numeral.TryRead(passage, end + 1, out var upper))
        {
            text += "到" + Say(upper);
            end = upper.End;
        }

        var scale = passage.FollowsAny(end, "万亿", "千万", "百万", "万", "亿", "千", "百") ?? "";
        end += scale.Length;
        var isNamed = passage[end] == '元' || passage.FollowsAny(end, name, "美元", "人民币", "块") is not null;
        spoken.Say(text + scale + (isNamed ? "" : name), at, end);
        return end;
    }

    /// <summary>19.90 is said as 19.9.</summary>
    private static string Say(Numeral sum) =>
        (sum with { Decimals = sum.Decimals.TrimEnd('0') }).Say(liang: true);
}
