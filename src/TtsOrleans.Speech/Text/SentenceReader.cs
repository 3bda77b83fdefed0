using System.Text;
using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Lexicon;
using TtsOrleans.Speech.Text.Normalisation;
using TtsOrleans.Speech.Text.Pieces;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Segmentation;
using TtsOrleans.Speech.Text.Sentences;

namespace TtsOrleans.Speech.Text;

/// <summary>The way of one sentence: clean, rewrite, cut into words, give them sounds and tones, cut into pieces.</summary>
internal sealed class SentenceReader(Cleaner cleaner, Segmenter segmenter, Pronouncer pronouncer)
{
    public SentenceDraft Read(string text, Sentence sentence)
    {
        var source = cleaner.Clean(text, sentence.Start, sentence.End);
        var cells = Normaliser.Rewrite(source);
        var scalars = new Rune[cells.Count];
        for (var i = 0; i < scalars.Length; i++)
        {
            scalars[i] = cells[i].Scalar;
        }

        var utf8 = new Utf8Text(scalars);
        var words = pronouncer.Pronounce(segmenter.Cut(cells, scalars, utf8), cells, utf8, source);
        new ToneSandhi().Apply(words, cells, word => word.Sounds.Count == 0 && Marks.IsPause(cells[word.Cells.First].Value));
        return new SentenceDraft(text, sentence, words, cells, PieceCutter.Cut(words, cells));
    }
}
