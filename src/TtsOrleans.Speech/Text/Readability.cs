using System.Text;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Pronunciation;

namespace TtsOrleans.Speech.Text;

/// <summary>Whether there is anything to read: letters, digits and characters with a known reading always are read, marks alone are not.</summary>
internal sealed class Readability(CompatibilityTable compatibility, CharacterReadings characters)
{
    /// <summary>Whether anything from <paramref name="at"/> on can be read.</summary>
    public bool Follows(string text, int at)
    {
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var scalar, out var length);
            if (IsReadable(scalar))
            {
                return true;
            }

            at += length;
        }

        return false;
    }

    private bool IsReadable(Rune scalar)
    {
        var replacement = compatibility.Find(scalar);
        foreach (var part in replacement)
        {
            if (Stands(part))
            {
                return true;
            }
        }

        return replacement.IsEmpty && Stands(scalar);
    }

    private bool Stands(Rune scalar) => Script.IsLatin(scalar.Value) || Script.IsDigit(scalar.Value) || characters.Contains(scalar);
}
