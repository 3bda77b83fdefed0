using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.English;
using TtsOrleans.Speech.Text.Lexicon;
using TtsOrleans.Speech.Text.Segmentation;

namespace TtsOrleans.Speech.Text.Pronunciation;

/// <summary>
/// Gives each word its sounds. A phrase inside a word decides, except that for a rare word, where the phrase table is not well tended,
/// a model that is sure decides; characters in no phrase are left to the model, and what it does not know to the usual reading.
/// </summary>
internal sealed class Pronouncer(PhraseReadings phrases, PolyphoneModel model, CharacterReadings characters, WordGraph dictionary, EnglishReader english)
{
    /// <summary>Occurrences in the dictionary below which a word is rare.</summary>
    private const int RareWord = 100;

    /// <summary>Probability from which on the model is sure.</summary>
    private const float Sure = 0.999f;

    /// <param name="spans">Words.</param>
    /// <param name="cells">Cells the words are of.</param>
    /// <param name="text">The same as UTF-8.</param>
    /// <param name="source">The cells of the sentence before numbers were rewritten: the sentence the model judges.</param>
    public List<SpokenWord> Pronounce(List<CellSpan> spans, List<Cell> cells, Utf8Text text, List<Cell> source)
    {
        var readings = new Reading?[cells.Count];
        var open = new bool[cells.Count];
        var frequencies = new long[spans.Count];
        for (var i = 0; i < spans.Count; i++)
        {
            frequencies[i] = dictionary.Frequency(text[spans[i].First, spans[i].End]);
            ReadPhrases(spans[i], cells, text, readings);
            for (var cell = spans[i].First; cell < spans[i].End; cell++)
            {
                open[cell] = readings[cell] is null || frequencies[i] < RareWord;
            }

            ReadSuffix(spans[i], cells, readings, open);
            if (i > 0 && Particle.IsAdverbial(spans[i - 1], spans[i], cells))
            {
                (readings[spans[i].First], open[spans[i].First]) = (Particle.Reading, false);
            }
        }

        ReadByModel(cells, source, readings, open);
        var words = new List<SpokenWord>(spans.Count);
        for (var i = 0; i < spans.Count; i++)
        {
            words.Add(new SpokenWord(spans[i], Sounds(spans[i], cells, readings), frequencies[i] > 0));
        }

        return words;
    }

    private void ReadPhrases(CellSpan span, List<Cell> cells, Utf8Text text, Reading?[] readings)
    {
        for (var at = span.First; at < span.End - 1;)
        {
            var found = phrases.Longest(text, at, span.End);
            for (var i = 0; i < found.Length; i++)
            {
                readings[at + i] = WithoutSandhi(cells[at + i].Value, found[i]);
            }

            at += Math.Max(1, found.Length);
        }
    }

    /// <summary>Some rows have 一 and 不 as they are spoken in the phrase; their changes are made for all words alike.</summary>
    private static Reading WithoutSandhi(int character, Reading reading) => (character, reading.Spelling) switch
    {
        ('一', "yi") => reading with { Tone = 1 },
        ('不', "bu") => reading with { Tone = 4 },
        _ => reading,
    };

    private static void ReadSuffix(CellSpan span, List<Cell> cells, Reading?[] readings, bool[] open)
    {
        if (span.Count > 1 && readings[span.End - 1] is null && NeutralSuffix.Is(cells[span.End - 2].Scalar, cells[span.End - 1].Scalar))
        {
            readings[span.End - 1] = NeutralSuffix.Reading;
            open[span.End - 1] = false;
        }
    }

    private void ReadByModel(List<Cell> cells, List<Cell> source, Reading?[] readings, bool[] open)
    {
        var asks = false;
        for (var i = 0; i < cells.Count && !asks; i++)
        {
            asks = open[i] && model.Knows(cells[i].Scalar);
        }

        if (!asks)
        {
            return;
        }

        var choices = model.Choose([.. source.Select(cell => cell.Scalar)]);
        var at = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            while (at < source.Count && source[at].Start < cells[i].Start)
            {
                at++;
            }

            // Characters keep their place through the rewriting of numbers; what was put in has no counterpart.
            if (open[i] && at < source.Count && source[at].Start == cells[i].Start && source[at].Scalar == cells[i].Scalar
                && choices[at] is { } choice && (readings[i] is null || choice.Probability >= Sure))
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
