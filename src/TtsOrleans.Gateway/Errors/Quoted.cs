using System.Text;

namespace TtsOrleans.Gateway.Errors;

/// <summary>What a client wrote, as a message may repeat it.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    /// <summary>The beginning of <paramref name="value"/>, control characters replaced.</summary>
    public static string Short(string value)
    {
        var quoted = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (quoted.Length >= Longest)
            {
                return quoted.Append('…').ToString();
            }

            quoted.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }

        return quoted.ToString();
    }
}
