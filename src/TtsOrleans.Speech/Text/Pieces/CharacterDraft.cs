using TtsOrleans.Speech.Text.Pronunciation;

namespace TtsOrleans.Speech.Text.Pieces;

/// <summary>A character, or a run of source text that is read as one, while its sounds are collected.</summary>
internal sealed class CharacterDraft(int start, int firstUnit)
{
    private readonly List<string> _spoken = [];
    private readonly List<string> _lexical = [];
    private int _endUnit;

    public int Start => start;

    public int End { get; private set; }

    /// <summary>Adds a sound.</summary>
    /// <param name="sound">What is spoken.</param>
    /// <param name="end">Where its source text ends.</param>
    /// <param name="endUnit">Index after its last unit.</param>
    public void Add(Sound sound, int end, int endUnit)
    {
        End = Math.Max(End, end);
        _endUnit = endUnit;
        if (sound is Syllable syllable)
        {
            _lexical.Add(syllable.Lexical.ToString());
            _spoken.Add((syllable.Lexical with { Tone = syllable.SpokenTone }).ToString());
        }
        else if (sound is EnglishSound english)
        {
            var phones = string.Join(' ', english.Phones.Select(phone => phone.Name));
            _lexical.Add(phones);
            _spoken.Add(phones);
        }
    }

    public TextCharacter Finish(string text)
    {
        var pinyin = string.Join(' ', _spoken);
        var lexical = string.Join(' ', _lexical);
        return new TextCharacter(text[start..End], start, firstUnit, _endUnit - firstUnit, pinyin, lexical == pinyin ? null : lexical);
    }
}
