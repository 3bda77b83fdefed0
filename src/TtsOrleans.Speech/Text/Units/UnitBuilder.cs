using System.Collections.Immutable;
using TtsOrleans.Speech.Text.Pronunciation;

namespace TtsOrleans.Speech.Text.Units;

/// <summary>Collects the units of a piece, word by word.</summary>
internal sealed class UnitBuilder
{
    private readonly ImmutableArray<SpeechUnit>.Builder _units = ImmutableArray.CreateBuilder<SpeechUnit>();
    private int _wordStart;

    public int Count => _units.Count;

    /// <summary>Adds one sound of the current word.</summary>
    public void Add(Sound sound)
    {
        if (sound is Syllable syllable)
        {
            var tone = Tone(syllable.SpokenTone);
            var (initial, final) = PinyinPhones.Of(syllable.Lexical.Spelling);
            _units.Add(new SpeechUnit(initial, tone, "s_begin", "word_middle"));
            _units.Add(new SpeechUnit(final, tone, "s_end", "word_middle"));
        }
        else if (sound is EnglishSound english)
        {
            for (var i = 0; i < english.Phones.Length; i++)
            {
                _units.Add(new SpeechUnit(english.Phones[i].Name, english.Phones[i].IsStressed ? "tone1" : "tone0", Flag(i, english.Phones.Length), "word_middle"));
            }
        }
    }

    /// <summary>Ends the current word with a break.</summary>
    /// <param name="sy"><c>#1</c>, <c>#3</c> or one of the <c>#4</c>.</param>
    public void Break(string sy)
    {
        if (_units.Count > _wordStart)
        {
            var last = _units.Count - 1;
            _units[_wordStart] = _units[_wordStart] with { WordSegment = last == _wordStart ? "word_both" : "word_begin" };
            if (last > _wordStart)
            {
                _units[last] = _units[last] with { WordSegment = "word_end" };
            }
        }

        _units.Add(new SpeechUnit(sy, "none", "s_none", "word_none"));
        _wordStart = _units.Count;
    }

    public ImmutableArray<SpeechUnit> ToImmutable() => _units.ToImmutable();

    private static string Tone(int tone) => tone switch
    {
        1 => "tone1",
        2 => "tone2",
        3 => "tone3",
        4 => "tone4",
        _ => "tone5",
    };

    private static string Flag(int index, int count) =>
        count == 1 ? "s_both" : index == 0 ? "s_begin" : index == count - 1 ? "s_end" : "s_middle";
}
