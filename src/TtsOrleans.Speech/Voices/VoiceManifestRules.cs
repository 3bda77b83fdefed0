using System.Collections.Immutable;

namespace TtsOrleans.Speech.Voices;

/// <summary>What must hold of a manifest beyond its types; each rule yields its faults as half-sentences.</summary>
internal static class VoiceManifestRules
{
    private static readonly ImmutableArray<string> s_tones = ["tone1", "tone2", "tone3", "tone4", "tone5", "none"];
    private static readonly ImmutableArray<string> s_flags = ["s_begin", "s_middle", "s_end", "s_both", "s_none"];
    private static readonly ImmutableArray<string> s_positions = ["word_begin", "word_middle", "word_end", "word_both", "word_none"];

    public static IEnumerable<string> Check(VoiceManifest manifest, string folder) =>
        manifest.Format != 1
            ? [$"format is {manifest.Format}, only 1 is known"]
            :
            [
                .. Identity(manifest, folder),
                .. Signal(manifest),
                .. File("acoustic.file", manifest.Acoustic.File),
                .. File("vocoder.file", manifest.Vocoder.File),
                .. Named("speakers", manifest.Speakers, speaker => speaker.Id, speaker => speaker.Name),
                .. Named("emotions", manifest.Emotions, emotion => emotion.Id, emotion => emotion.Name),
                .. manifest.Emotions.IsDefaultOrEmpty || manifest.Emotions.Any(emotion => emotion.Id == 0) ? [] : new[] { "emotions has no id 0 (neutral)" },
                .. Limits(manifest.Limits),
                .. Inventory("units.sy", manifest.Units.Sy, []),
                .. Inventory("units.tone", manifest.Units.Tone, s_tones),
                .. Inventory("units.syllableFlag", manifest.Units.SyllableFlag, s_flags),
                .. Inventory("units.wordSegment", manifest.Units.WordSegment, s_positions),
                .. manifest.Units.Sy.IsDefaultOrEmpty || manifest.Units.Sy.Any(UnitNames.IsBreak) ? [] : new[] { "units.sy lists no break (#1 …)" },
            ];

    private static IEnumerable<string> Identity(VoiceManifest manifest, string folder)
    {
        if (manifest.Name != folder)
        {
            yield return $"name '{manifest.Name}' differs from the folder's '{folder}'";
        }

        if (!IsPlain(manifest.Name))
        {
            yield return $"name '{manifest.Name}' is not made of letters, digits, '-', '_' and '.'";
        }

        if (string.IsNullOrWhiteSpace(manifest.Family))
        {
            yield return "family is empty";
        }

        if (string.IsNullOrWhiteSpace(manifest.Version))
        {
            yield return "version is empty";
        }
    }

    private static IEnumerable<string> Signal(VoiceManifest manifest)
    {
        if (manifest.SampleRate is < 8_000 or > 48_000)
        {
            yield return $"sampleRate {manifest.SampleRate} is not within 8000 … 48000";
        }

        if (manifest.Hop is < 1 or > 4_096)
        {
            yield return $"hop {manifest.Hop} is not within 1 … 4096";
        }

        if (manifest.Vocoder.Context is < 0 or > 1_024)
        {
            yield return $"vocoder.context {manifest.Vocoder.Context} is not within 0 … 1024";
        }
    }

    private static IEnumerable<string> File(string member, string name)
    {
        if (!IsPlain(name))
        {
            yield return $"{member} '{name}' is not the plain name of a file in the folder";
        }
    }

    private static IEnumerable<string> Named<T>(string member, ImmutableArray<T> list, Func<T, int> id, Func<T, string> name) =>
        list.IsDefaultOrEmpty
            ? [$"{member} is empty"]
            :
            [
                .. list.Select(id).Where(number => number < 0).Select(number => $"{member} has the negative id {number}"),
                .. Repeated(list.Select(id)).Select(number => $"{member} has id {number} twice"),
                .. Repeated(list.Select(name)).Select(word => $"{member} has the name '{word}' twice"),
                .. list.Select(name).Where(word => !IsPlain(word)).Select(word => $"{member} has the name '{word}', not made of letters, digits, '-', '_' and '.'"),
            ];

    private static IEnumerable<string> Limits(VoiceLimits limits)
    {
        if (limits.MaxUnits is < 16 or > 8_192)
        {
            yield return $"limits.maxUnits {limits.MaxUnits} is not within 16 … 8192";
        }

        if (!(limits.Rate.Low > 0) || !limits.Rate.Contains(1))
        {
            yield return "limits.rate is not a positive range that holds 1";
        }

        if (!limits.Pitch.Contains(0))
        {
            yield return "limits.pitch does not hold 0";
        }

        if (limits.Intensity.Low != 0 || !limits.Intensity.Contains(1))
        {
            yield return "limits.intensity does not begin at 0 or does not hold 1";
        }
    }

    private static IEnumerable<string> Inventory(string member, ImmutableArray<string> list, ImmutableArray<string> needed)
    {
        if (list.IsDefaultOrEmpty || list.Length > short.MaxValue)
        {
            return [$"{member} has {(list.IsDefault ? 0 : list.Length)} entries"];
        }

        return
        [
            .. list.Any(string.IsNullOrWhiteSpace) ? [$"{member} has an empty entry"] : Array.Empty<string>(),
            .. Repeated(list).Select(entry => $"{member} lists '{entry}' twice"),
            .. needed.Except(list).Select(entry => $"{member} lacks '{entry}'"),
        ];
    }

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> values) => values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key);

    private static bool IsPlain(string name) =>
        name is { Length: > 0 and <= 128 } && name[0] != '.' && name.EnumerateRunes().All(rune => System.Text.Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '.');
}
