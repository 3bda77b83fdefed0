namespace TtsOrleans.Speech.Voices;

/// <summary>What the names of units tell (KAN-TTS convention).</summary>
internal static class UnitNames
{
    /// <summary>Whether it is a break: <c>#1</c> … <c>#4!</c>.</summary>
    public static bool IsBreak(string sy) => sy.StartsWith('#');

    /// <summary>Whether it is a Mandarin final with the erhua colouring, as <c>anr_c</c>; the syllable 儿 itself (<c>er_c</c>) and the initial <c>r_c</c> are not.</summary>
    public static bool IsErhua(string sy) => sy.EndsWith("r_c", StringComparison.Ordinal) && sy is not ("er_c" or "r_c");

    /// <summary>The final without the colouring: <c>anr_c</c> → <c>an_c</c>.</summary>
    public static string WithoutErhua(string sy) => $"{sy.AsSpan(0, sy.Length - 3)}_c";

    /// <summary>How long a break is, 1 … 4 and beyond; 1 where the name does not tell.</summary>
    public static int BreakStrength(string sy) => sy.Length > 1 && char.IsAsciiDigit(sy[1]) ? sy[1] - '0' : 1;
}
