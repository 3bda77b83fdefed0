namespace TtsOrleans.Speech.Text.Normalisation;

/// <summary>Marks that stand between the two ends of a range.</summary>
internal static class Dashes
{
    public static bool Is(int value) => value is '-' or '~' or '–' or '—';
}
