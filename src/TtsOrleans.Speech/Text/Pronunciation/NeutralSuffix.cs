using System.Text;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>子 at the end of a word no phrase covers: an unstressed suffix, except after characters it forms a title, a kinship or a scientific term with.</summary>
internal static class NeutralSuffix
{
    private const string FullAfter = "亲内分刨卒合君吾嗣嘎大夫女妃娘嫡孢学少弟弹核泥混父王疟石磨糜芥芯苏角诃质重量雀男母太天才孝游浪士臣赤公世长次幼养义独孔孟老庄荀墨韩朱程诸电原中离粒光介因算胶声费玻精卵配瓜莲松甲庚壬皇仙童之其";

    public static Reading Reading { get; } = new("zi", 5);

    public static bool Is(Rune before, Rune suffix) =>
        suffix.Value == '子' && before.Value <= char.MaxValue && !FullAfter.Contains((char)before.Value, StringComparison.Ordinal);
}
