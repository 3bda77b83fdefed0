using System.Globalization;

namespace TtsOrleans.Books.Real;

/// <summary>An SRT file.</summary>
/// <param name="Text">What all cues say.</param>
/// <param name="Cues">How many.</param>
/// <param name="End">Seconds at which the last one goes.</param>
internal sealed record Subtitles(string Text, int Cues, double End)
{
    private const double LongestPause = 2;

    /// <exception cref="InvalidOperationException">A cue begins before the one ahead of it has gone.</exception>
    public static Subtitles Parse(string srt)
    {
        var end = 0.0;
        var cues = 0;
        var texts = new List<string>();
        foreach (var cue in srt.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = cue.Split('\n');
            var times = lines[1].Split(" --> ");
            var (from, to) = (Seconds(times[0]), Seconds(times[1]));
            Check.That(from >= end && to >= from, $"Cue {lines[0]} is shown from {from} to {to} s, the one before it until {end} s.");
            end = to;
            texts.AddRange(lines[2..]);
            cues++;
        }

        return new(string.Concat(texts), cues, end);
    }

    /// <summary>Checks that they end with audio of <paramref name="seconds"/>, or before the pause at its end.</summary>
    public void CheckEnd(double seconds, string of) =>
        Check.That(End <= seconds + 0.001 && End >= seconds - LongestPause, $"The subtitles of {of} end at {End} s, its audio at {seconds} s.");

    private static double Seconds(string time) => TimeSpan.ParseExact(time, @"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture).TotalSeconds;
}
