using System.Collections.Frozen;
using System.Collections.Immutable;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Speech.Voices;

/// <summary>What one voice speaks in place of a unit that it does not list or was not trained on.</summary>
internal sealed class UnitFallback(VoiceManifest manifest)
{
    private readonly FrozenSet<string> _listed = manifest.Units.Sy.ToFrozenSet(StringComparer.Ordinal);
    private readonly ImmutableArray<string> _breaks = [.. manifest.Units.Sy.Where(UnitNames.IsBreak)];
    private readonly bool _erhua = manifest.Erhua;

    /// <summary>Whether the voice speaks the unit as it is.</summary>
    public bool Speaks(string sy) => _listed.Contains(sy) && (_erhua || !UnitNames.IsErhua(sy));

    /// <summary>The units to speak instead; none where nothing is near.</summary>
    public ImmutableArray<SpeechUnit> Find(SpeechUnit unit)
    {
        if (UnitNames.IsBreak(unit.Sy))
        {
            return [unit with { Sy = NearestBreak(unit.Sy) }];
        }

        if (UnitNames.IsErhua(unit.Sy))
        {
            return WithSyllableEr(unit);
        }

        var near = EnglishPhones.Near(unit.Sy).FirstOrDefault(_listed.Contains);
        return near is null ? [] : [unit with { Sy = near }];
    }

    /// <summary><c>anr_c</c> → <c>an_c</c> and, as a syllable of its own in the neutral tone, <c>ge er_c</c>.</summary>
    private ImmutableArray<SpeechUnit> WithSyllableEr(SpeechUnit unit)
    {
        var final = UnitNames.WithoutErhua(unit.Sy);
        if (!_listed.Contains(final) || !_listed.Contains("er_c"))
        {
            return _listed.Contains(unit.Sy) ? [unit] : _listed.Contains(final) ? [unit with { Sy = final }] : [];
        }

        var ends = unit.WordSegment is "word_end" or "word_both";
        var last = ends ? "word_end" : "word_middle";
        var first = unit.WordSegment switch { "word_both" => "word_begin", "word_end" => "word_middle", var other => other };
        var body = unit with { Sy = final, WordSegment = first };
        return _listed.Contains("ge")
            ? [body, new("ge", "tone5", "s_begin", "word_middle"), new("er_c", "tone5", "s_end", last)]
            : [body, new("er_c", "tone5", "s_both", last)];
    }

    /// <summary>The listed break of the nearest strength; of two equally near, one without a mark (<c>#4</c> before <c>#4?</c>), then the stronger.</summary>
    private string NearestBreak(string sy)
    {
        var strength = UnitNames.BreakStrength(sy);
        return _breaks
            .OrderBy(other => Math.Abs(UnitNames.BreakStrength(other) - strength))
            .ThenBy(other => other.Length)
            .ThenByDescending(UnitNames.BreakStrength)
            .First();
    }
}
