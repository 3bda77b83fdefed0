using System.Runtime.InteropServices;
using System.Text;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.English;
using TtsOrleans.Speech.Text.Lexicon;
using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>Gives each word its sounds: phrases first, then the model for characters with several readings, then the usual reading.</summary>
internal sealed class Pronouncer(PhraseReadings phrases, PolyphoneModel model, CharacterReadings characters, EnglishReader english)
{
    /// <param name="spans">Words.</param>
    /// <param name="cells">Cells the words are of.</param>
    /// <param name="text">The same as UTF-8.</param>
    /// <param name="source">The cells of the sentence before numbers were rewritten: the sentence the model judges.</param>
    public List<SpokenWord> Pronounce(List<CellSpan> spans, List<Cell> cells, Utf8Text text, List<Cell> source)
    {
        var readings = new Reading?[cells.Count];
        foreach (var span in spans)
        {
            ReadPhrases(span, text, readings);
        }

        ReadByModel(cells, source, readings);
        var words = new List<SpokenWord>(spans.Count);
        foreach (var span in spans)
        {
            words.Add(new SpokenWord(span, Sounds(span, cells, readings)));
        }

        return words;
    }

    private void ReadPhrases(CellSpan span, Utf8Text text, Reading?[] readings)
    {
        for (var at = span.First; at < span.End - 1;)
        {
            var found = phrases.Longest(text, at, span.End);
            for (var i = 0; i < found.Length; i++)
            {
                readings[at + i] = found[i];
            }

            at += Math.Max(1, found.Length);
        }
    }

    private void ReadByModel(List<Cell> cells, List<Cell> source, Reading?[] readings)
    {
        var open = false;
        for (var i = 0; i < cells.Count; i++)
        {
            open |= readings[i] is null && model.Knows(cells[i].Scalar);
        }

        if (!open)
        {
            return;
        }

        var choices = model.Choose(CollectionsMarshal.AsSpan(source).ToArray().Select(cell => cell.Scalar).ToArray());
        var chosen = new Dictionary<int, (Rune Scalar, Reading Reading)>();
        for (var i = 0; i < source.Count; i++)
        {
            if (choices[i] is { } choice)
            {
                chosen[source[i].Start] = (source[i].Scalar, choice.Reading);
            }
        }

        for (var i = 0; i < cells.Count; i++)
        {
            if (readings[i] is null && chosen.TryGetValue(cells[i].Start, out var choice) && choice.Scalar == cells[i].Scalar)
            {
                readings[i] = choice.Reading;
            }
        }
    }

    private List<Sound> Sounds(CellSpan span, List<Cell> cells, Reading?[] readings)
    {
        var sounds = new List<Sound>(span.Count);
        for (var i = span.First; i < span.End;)
        {
            var end = i + 1;
            if (Script.IsLatin(cells[i].Value))
            {
                while (end < span.End && (Script.IsLatin(cells[end].Value) || cells[end].Value == '\''))
                {
                    end++;
                }

                english.Read(cells, i, end, sounds);
            }
            else if ((readings[i] ?? characters.Find(cells[i].Scalar)) is { } reading)
            {
                sounds.Add(new Syllable(new CellSpan(i, 1), reading));
            }

            i = end;
        }

        return sounds;
    }
}
