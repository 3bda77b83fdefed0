namespace TtsOrleans.Speech.Audio;

/// <summary>Reads a process' standard error to its end, so that the process never blocks on it, and keeps the last of it.</summary>
internal static class ErrorReport
{
    private const int KeptCharacters = 2_000;

    public static async Task<string> Collect(StreamReader errors)
    {
        var kept = "";
        var buffer = new char[KeptCharacters];
        for (int read; (read = await errors.ReadAsync(buffer)) > 0;)
        {
            kept += new string(buffer, 0, read);
            kept = kept.Length > KeptCharacters ? kept[^KeptCharacters..] : kept;
        }

        return kept.Trim();
    }
}
