using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Speech.Voices;

/// <summary>
/// From the front end's units to the ids of one voice. A unit the voice does not list is spoken as the nearest it has;
/// where there is none it is left out, logged and counted. Thread-safe.
/// </summary>
public sealed partial class UnitEncoder
{
    private readonly string _voice;
    private readonly int _maxUnits;
    private readonly FrozenDictionary<string, short> _sy;
    private readonly FrozenDictionary<string, short> _tone;
    private readonly FrozenDictionary<string, short> _flag;
    private readonly FrozenDictionary<string, short> _position;
    private readonly UnitFallback _fallback;
    private readonly ILogger _logger;

    /// <summary>Takes the inventories of <paramref name="manifest"/>.</summary>
    public UnitEncoder(VoiceManifest manifest, ILogger logger)
    {
        _voice = manifest.Name;
        _maxUnits = manifest.Limits.MaxUnits;
        _sy = Ids(manifest.Units.Sy);
        _tone = Ids(manifest.Units.Tone);
        _flag = Ids(manifest.Units.SyllableFlag);
        _position = Ids(manifest.Units.WordSegment);
        _fallback = new UnitFallback(manifest);
        _logger = logger;
    }

    /// <summary>Encodes one piece.</summary>
    /// <exception cref="TooManyUnitsException">It has more units than the voice can speak in one run.</exception>
    public EncodedUnits Encode(ImmutableArray<SpeechUnit> units)
    {
        var streams = new UnitStreams(units.Length);
        var (skipped, replaced) = (0, 0);
        for (var index = 0; index < units.Length; index++)
        {
            var unit = units[index];
            if (_fallback.Speaks(unit.Sy))
            {
                Append(streams, unit, index);
                continue;
            }

            var nearest = _fallback.Find(unit);
            foreach (var other in nearest)
            {
                Append(streams, other, index);
            }

            if (nearest.Length == 0)
            {
                skipped++;
                LogSkipped(_logger, _voice, unit.Sy);
            }
            else
            {
                replaced++;
            }
        }

        return streams.Count <= _maxUnits
            ? streams.ToEncoded() with { Skipped = skipped, Replaced = replaced }
            : throw new TooManyUnitsException(_voice, streams.Count, _maxUnits);
    }

    private void Append(UnitStreams streams, SpeechUnit unit, int origin)
    {
        var isBreak = UnitNames.IsBreak(unit.Sy);
        streams.Add(
            _sy[unit.Sy],
            Id(_tone, unit.Tone, isBreak ? "none" : "tone5"),
            Id(_flag, unit.SyllableFlag, isBreak ? "s_none" : "s_middle"),
            Id(_position, unit.WordSegment, isBreak ? "word_none" : "word_middle"),
            origin);
    }

    private static short Id(FrozenDictionary<string, short> ids, string name, string otherwise) => ids.TryGetValue(name, out var id) ? id : ids[otherwise];

    private static FrozenDictionary<string, short> Ids(ImmutableArray<string> names) =>
        names.Select((name, id) => KeyValuePair.Create(name, (short)id)).ToFrozenDictionary(StringComparer.Ordinal);
}
