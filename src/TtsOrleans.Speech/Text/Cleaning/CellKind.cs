namespace TtsOrleans.Speech.Text.Cleaning;

/// <summary>How a cell stands among its neighbours.</summary>
internal enum CellKind
{
    /// <summary>As any text.</summary>
    Text = 0,

    /// <summary>Part of a number that counts in order: 一 keeps its tone.</summary>
    Ordinal = 1,

    /// <summary>One of a string of digits: 一 keeps its tone, and the string is a word of its own.</summary>
    Digit = 2,
}
