using System.Text;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>A Mandarin syllable.</summary>
/// <param name="Spelling">Pinyin without tone, ü as v.</param>
/// <param name="Tone">1 … 5; 5 is neutral.</param>
internal readonly record struct Reading(string Spelling, int Tone)
{
    /// <summary>Reads <c>lv3</c> (also <c>lu:3</c>); a missing tone is neutral.</summary>
    public static Reading Parse(ReadOnlySpan<byte> text)
    {
        var tone = 5;
        if (!text.IsEmpty && text[^1] is >= (byte)'1' and <= (byte)'5')
        {
            tone = text[^1] - '0';
            text = text[..^1];
        }

        return new Reading(Encoding.UTF8.GetString(text).Replace("u:", "v", StringComparison.Ordinal), tone);
    }

    /// <summary>As it is written: spelling and tone digit.</summary>
    public override string ToString() => $"{Spelling}{Tone}";
}
