using System.Collections.Immutable;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Segmentation;
using TtsOrleans.Speech.Text.Sentences;
using TtsOrleans.Speech.Text.Units;

namespace TtsOrleans.Speech.Text.Pieces;

/// <summary>Makes a piece of a run of words: its units, and which source text each of them speaks.</summary>
internal sealed class PieceBuilder(string text, IReadOnlyList<SpokenWord> words, IReadOnlyList<Cell> cells)
{
    private readonly UnitBuilder _units = new();
    private readonly ImmutableArray<TextWord>.Builder _words = ImmutableArray.CreateBuilder<TextWord>();
    private int _listedEnd;

    /// <summary>Builds one piece.</summary>
    /// <param name="run">Its words; one at least has a sound.</param>
    /// <param name="start">Where its source text begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="endsSentence">Whether it is the last of its sentence; else it ends in a pause.</param>
    public TextPiece Build(CellSpan run, int start, int end, bool endsSentence)
    {
        var lastSounding = run.First;
        for (var i = run.First; i < run.End; i++)
        {
            lastSounding = words[i].Sounds.Count > 0 ? i : lastSounding;
        }

        for (var i = run.First; i < run.End;)
        {
            i = words[i].Sounds.Count == 0 ? AddMark(i) : AddWord(i, run.End, lastSounding, endsSentence);
        }

        return new TextPiece(start, end - start, text[start..end], _words.ToImmutable(), _units.ToImmutable());
    }

    private int AddMark(int index)
    {
        var at = words[index].Cells.First;
        var cell = cells[at];
        // Source text that was rewritten to several cells is listed once.
        var isListed = cell.Start < _listedEnd || (at + 1 < cells.Count && cells[at + 1].Start == cell.Start);
        if (cell.Length > 0 && cell.Value != ' ' && !isListed)
        {
            var source = text.Substring(cell.Start, cell.Length);
            // After the last word the final break is the unit it stands at.
            var unit = Math.Max(0, _units.Count - 1);
            _words.Add(new TextWord(source, cell.Start, unit, 0, [new TextCharacter(source, cell.Start, unit, 0, null, null)]));
            _listedEnd = cell.End;
        }

        return index + 1;
    }

    /// <summary>Adds a word and those that share rewritten source text with it; returns the index after them.</summary>
    private int AddWord(int index, int end, int lastSounding, bool endsSentence)
    {
        var firstUnit = _units.Count;
        var characters = new List<CharacterDraft>();
        while (true)
        {
            foreach (var sound in words[index].Sounds)
            {
                AddSound(sound, characters);
            }

            _units.Break(BreakAfter(index, end, lastSounding, endsSentence));
            var next = NextSounding(index, end);
            if (next == end || !SharesSource(index, next))
            {
                break;
            }

            index = next;
        }

        var first = characters[0].Start;
        var last = characters[^1].End;
        _words.Add(new TextWord(text[first..last], first, firstUnit, _units.Count - 1 - firstUnit, [.. characters.Select(draft => draft.Finish(text))]));
        _listedEnd = last;
        return index + 1;
    }

    private int NextSounding(int index, int end)
    {
        do
        {
            index++;
        }
        while (index < end && words[index].Sounds.Count == 0);
        return index;
    }

    private bool SharesSource(int index, int next) => cells[words[next].Cells.First].Start < cells[words[index].Cells.End - 1].End;

    private void AddSound(Sound sound, List<CharacterDraft> characters)
    {
        var (first, last) = (cells[sound.Cells.First], cells[sound.Cells.End - 1]);
        if (characters.Count == 0 || first.Start >= characters[^1].End)
        {
            characters.Add(new CharacterDraft(first.Start, _units.Count));
        }

        _units.Add(sound);
        characters[^1].Add(sound, last.End, _units.Count);
    }

    private string BreakAfter(int index, int end, int lastSounding, bool endsSentence)
    {
        var (pause, question, exclamation) = (false, false, false);
        var i = index + 1;
        for (; i < end && words[i].Sounds.Count == 0; i++)
        {
            var mark = cells[words[i].Cells.First].Value;
            pause |= Marks.IsPause(mark);
            question |= mark is '？' or '?';
            exclamation |= mark is '！' or '!';
        }

        if (index != lastSounding)
        {
            return pause ? "#3" : "#1";
        }

        return !endsSentence ? "#3" : question ? "#4?" : exclamation ? "#4!" : "#4";
    }
}
