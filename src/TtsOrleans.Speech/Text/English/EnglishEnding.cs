namespace TtsOrleans.Speech.Text.English;

/// <summary>The ending -s: z after voiced sounds, s after voiceless ones, ih z after hissing ones.</summary>
internal static class EnglishEnding
{
    public static EnglishPhone[] Add(EnglishPhone[] phones)
    {
        var stressed = phones[^1].IsStressed;
        return phones[^1].Name switch
        {
            "s" or "z" or "sh" or "zh" or "ch" or "jh" => [.. phones, new("ih", false), new("z", false)],
            "p" or "t" or "k" or "f" or "th" => [.. phones, new("s", stressed)],
            _ => [.. phones, new("z", stressed)],
        };
    }
}
