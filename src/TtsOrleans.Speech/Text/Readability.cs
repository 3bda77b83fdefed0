using System.Text;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Normalisation.Forms;
using TtsOrleans.Speech.Text.Pronunciation;

namespace TtsOrleans.Speech.Text;

/// <summary>Whether there is anything to read: letters, digits and characters with a known reading always are read, marks alone are not.</summary>
internal sealed class Readability(CompatibilityTable compatibility, CharacterReadings characters)
{
    /// <summary>Where the next thing that can be read stands, from <paramref name="at"/> on; -1 if there is none.</summary>
    public int Next(string text, int at)
    {
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var scalar, out var length);
            if (IsReadable(scalar))
            {
                return at;
            }

            at += length;
        }

        return -1;
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

    private bool Stands(Rune scalar) =>
        Script.IsLatin(scalar.Value) || Script.IsDigit(scalar.Value) || EnclosedForm.Value(scalar.Value) is not null || GreekForm.Name(scalar.Value) is not null
        || characters.Contains(scalar);
}
