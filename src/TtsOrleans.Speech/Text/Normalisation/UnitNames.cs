using System.Collections.Frozen;
using TtsOrleans.Speech.Text.Cleaning;

namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>Names of the units of measure that follow a number.</summary>
internal static class UnitNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["km"] = "公里",
        ["m"] = "米",
        ["dm"] = "分米",
        ["cm"] = "厘米",
        ["mm"] = "毫米",
        ["μm"] = "微米",
        ["um"] = "微米",
        ["nm"] = "纳米",
        ["kg"] = "公斤",
        ["g"] = "克",
        ["mg"] = "毫克",
        ["μg"] = "微克",
        ["ug"] = "微克",
        ["t"] = "吨",
        ["lb"] = "磅",
        ["oz"] = "盎司",
        ["L"] = "升",
        ["l"] = "升",
        ["mL"] = "毫升",
        ["ml"] = "毫升",
        ["cc"] = "毫升",
        ["km²"] = "平方公里",
        ["m²"] = "平方米",
        ["cm²"] = "平方厘米",
        ["mm²"] = "平方毫米",
        ["m³"] = "立方米",
        ["cm³"] = "立方厘米",
        ["km³"] = "立方公里",
        ["m2"] = "平方米",
        ["km2"] = "平方公里",
        ["m3"] = "立方米",
        ["ha"] = "公顷",
        ["km/h"] = "公里每小时",
        ["kmh"] = "公里每小时",
        ["m/s"] = "米每秒",
        ["km/s"] = "公里每秒",
        ["m/s²"] = "米每二次方秒",
        ["mph"] = "英里每小时",
        ["h"] = "小时",
        ["min"] = "分钟",
        ["s"] = "秒",
        ["ms"] = "毫秒",
        ["μs"] = "微秒",
        ["us"] = "微秒",
        ["ns"] = "纳秒",
        ["Hz"] = "赫兹",
        ["kHz"] = "千赫兹",
        ["MHz"] = "兆赫兹",
        ["GHz"] = "吉赫兹",
        ["rpm"] = "转每分钟",
        ["W"] = "瓦",
        ["kW"] = "千瓦",
        ["KW"] = "千瓦",
        ["MW"] = "兆瓦",
        ["GW"] = "吉瓦",
        ["kWh"] = "千瓦时",
        ["kwh"] = "千瓦时",
        ["V"] = "伏",
        ["kV"] = "千伏",
        ["mA"] = "毫安",
        ["mAh"] = "毫安时",
        ["Wh"] = "瓦时",
        ["Pa"] = "帕",
        ["hPa"] = "百帕",
        ["kPa"] = "千帕",
        ["MPa"] = "兆帕",
        ["dB"] = "分贝",
        ["J"] = "焦",
        ["kJ"] = "千焦",
        ["cal"] = "卡",
        ["kcal"] = "千卡",
        ["mol"] = "摩尔",
        ["Ω"] = "欧姆",
        ["bps"] = "比特每秒",
        ["kbps"] = "千比特每秒",
        ["Kbps"] = "千比特每秒",
        ["Mbps"] = "兆比特每秒",
        ["Gbps"] = "吉比特每秒",
        ["fps"] = "帧每秒",
        ["°C"] = "摄氏度",
        ["°F"] = "华氏度",
        ["°"] = "度",
        ["′"] = "分",
        ["″"] = "秒",
        ["mg/L"] = "毫克每升",
        ["g/L"] = "克每升",
        ["mmol/L"] = "毫摩尔每升",
        ["mmHg"] = "毫米汞柱",
        ["kg/m³"] = "公斤每立方米",
        ["μg/m³"] = "微克每立方米",
        ["元/kg"] = "元每公斤",
    }.ToFrozenDictionary();

    private static readonly int Longest = Names.Keys.Max(name => name.Length);

    /// <summary>The longest unit that stands at an index and is not the beginning of a longer word; its name and the index after it, or null.</summary>
    public static (string Name, int End)? Find(Passage passage, int at)
    {
        Span<char> text = stackalloc char[Longest];
        var length = 0;
        while (length < Longest && passage[at + length] is var value and > ' ' and <= char.MaxValue)
        {
            text[length++] = (char)value;
        }

        for (; length > 0; length--)
        {
            if (Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var name) && !GoesOn(passage, at + length))
            {
                return (name, at + length);
            }
        }

        return null;
    }

    private static bool GoesOn(Passage passage, int at) =>
        Script.IsLatin(passage[at - 1]) && (Script.IsLatin(passage[at]) || Script.IsDigit(passage[at]) || passage[at] == '\'');
}
