using System.Collections.Frozen;

namespace TtsOrleans.Speech.Text.Units;

/// <summary>The two phones of a Mandarin syllable.</summary>
internal static class PinyinPhones
{
    private static readonly FrozenDictionary<string, string> Contracted = new Dictionary<string, string>
    {
        ["iu"] = "iou",
        ["ui"] = "uei",
        ["un"] = "uen",
    }.ToFrozenDictionary();

    /// <summary>Interjections that have no vowel of their own in the inventory, by the nearest syllable.</summary>
    private static readonly FrozenDictionary<string, string> Interjections = new Dictionary<string, string>
    {
        ["n"] = "en",
        ["ng"] = "en",
        ["m"] = "mu",
        ["hm"] = "heng",
        ["hng"] = "heng",
        ["ê"] = "ei",
    }.ToFrozenDictionary();

    /// <param name="spelling">Pinyin without tone, ü as v.</param>
    public static (string Initial, string Final) Of(string spelling)
    {
        spelling = Interjections.GetValueOrDefault(spelling, spelling);
        if (spelling[0] is 'a' or 'e' or 'o')
        {
            return ($"g{spelling[0]}", $"{spelling}_c");
        }

        var length = spelling.Length > 1 && spelling[1] == 'h' ? 2 : 1;
        var initial = spelling[..length];
        var final = spelling[length..];
        if (initial is "j" or "q" or "x" or "y" && final[0] == 'u')
        {
            final = $"v{final[1..]}";
        }
        else if (final == "i")
        {
            final = initial switch
            {
                "zh" or "ch" or "sh" or "r" => "ih",
                "z" or "c" or "s" => "ii",
                _ => "i",
            };
        }
        else if (initial is not ("w" or "y"))
        {
            final = Contracted.GetValueOrDefault(final, final);
        }

        return (initial == "x" ? "xx_c" : $"{initial}_c", $"{final}_c");
    }
}
