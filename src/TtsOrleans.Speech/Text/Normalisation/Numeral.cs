namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>A written number without sign: digits, perhaps in groups of three, perhaps with decimals.</summary>
/// <param name="Whole">Digits before the point, without separators.</param>
/// <param name="Decimals">Digits after it; empty if there are none.</param>
/// <param name="End">Index after its last cell.</param>
internal readonly record struct Numeral(string Whole, string Decimals, int End)
{
    public bool IsWhole => Decimals.Length == 0;

    /// <summary>Reads the number that begins at an index; false if there is no digit.</summary>
    public static bool TryRead(Passage passage, int at, out Numeral numeral)
    {
        numeral = default;
        var count = passage.Digits(at);
        if (count > ChineseNumber.MaxCardinal || (count == 0 && !(passage[at] == '.' && passage.Digits(at + 1) > 0)))
        {
            return false;
        }

        var end = at + count;
        while (count is > 0 and <= 3 && passage[at] != '0' && passage[end] == ',' && passage.Digits(end + 1) == 3 && end - at < ChineseNumber.MaxCardinal)
        {
            end += 4;
        }

        var whole = passage.Text(at, end).Replace(",", "", StringComparison.Ordinal);
        var decimals = passage[end] == '.' ? passage.Digits(end + 1) : 0;
        // 1.2.3 is no decimal, and a long string of digits is read by itself.
        if (decimals > ChineseNumber.MaxCardinal)
        {
            decimals = 0;
        }

        if (decimals > 0 && passage[end + 1 + decimals] == '.' && passage.Digits(end + 2 + decimals) > 0)
        {
            decimals = 0;
        }

        numeral = decimals > 0
            ? new Numeral(whole.Length == 0 ? "0" : whole, passage.Text(end + 1, end + 1 + decimals), end + 1 + decimals)
            : new Numeral(whole, "", end);
        return whole.Length > 0 || decimals > 0;
    }

    /// <summary>Says it as a quantity; 2 as 两 where asked.</summary>
    public string Say(bool liang = false) =>
        IsWhole ? liang && Whole.TrimStart('0') == "2" ? "两" : ChineseNumber.Cardinal(Whole)
            : $"{ChineseNumber.Cardinal(Whole)}点{ChineseNumber.DigitByDigit(Decimals)}";
}
