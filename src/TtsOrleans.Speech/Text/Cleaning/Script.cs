using System.Text;

namespace TtsOrleans.Speech.Text.Cleaning;

/// <summary>To which script a scalar belongs, as far as reading asks.</summary>
internal static class Script
{
    public static bool IsHan(int value) =>
        value is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or 0x3007 or >= 0x20000 and <= 0x3FFFF or >= 0xF900 and <= 0xFAFF;

    public static bool IsLatin(int value) => value is >= 'a' and <= 'z' or >= 'A' and <= 'Z';

    public static bool IsDigit(int value) => value is >= '0' and <= '9';

    public static bool IsHan(Rune scalar) => IsHan(scalar.Value);
}
