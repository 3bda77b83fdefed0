using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Jobs.Delivery;

/// <summary>Writes sentences as cues: each is shown while it is spoken, not in the pause behind it.</summary>
internal sealed class CueWriter(bool isSrt, int sampleRate)
{
    private int _cues;

    /// <summary>The cues of a chapter whose first sample is at <paramref name="begin"/>.</summary>
    public string Write(ImmutableArray<RenderedSentence> sentences, long begin)
    {
        var text = new StringBuilder(_cues == 0 && begin == 0 && !isSrt ? "WEBVTT\n\n" : "");
        foreach (var sentence in sentences)
        {
            var shown = Escaped(sentence.Text);
            if (sentence.Speech > 0 && shown.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{++_cues}\n{Time(begin)} --> {Time(begin + sentence.Speech)}\n{shown}\n\n");
            }

            begin += sentence.Samples;
        }

        return text.ToString();
    }

    private string Time(long sample)
    {
        var milliseconds = ((sample * 1000) + (sampleRate / 2)) / sampleRate;
        var (seconds, rest) = Math.DivRem(milliseconds, 1000);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{(isSrt ? ',' : '.')}{rest:000}");
    }

    /// <summary>On one line. SubRip has no escapes, and players take angle brackets for tags there: they become full-width ones.</summary>
    private string Escaped(string sentence)
    {
        var line = string.Join(' ', sentence.Split(['\n', '\r', '\t', '\u2028', '\u2029'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return isSrt
            ? line.Replace('<', '＜').Replace('>', '＞')
            : line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
