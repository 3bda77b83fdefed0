using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Segmentation;
using TtsOrleans.Speech.Text.Sentences;

namespace TtsOrleans.Speech.Text.Pieces;

/// <summary>A sentence that was read, with the places where it is cut into pieces.</summary>
internal sealed class SentenceDraft
{
    private readonly string _text;
    private readonly Sentence _sentence;
    private readonly List<SpokenWord> _words;
    private readonly List<Cell> _cells;
    private readonly List<CellSpan> _runs;

    public SentenceDraft(string text, Sentence sentence, List<SpokenWord> words, List<Cell> cells, List<CellSpan> runs)
    {
        (_text, _sentence, _words, _cells, _runs) = (text, sentence, words, cells, runs);
        End = sentence.End;
        // The last piece of a full window ends where the window happens to end: it is read again, with what follows.
        if (!sentence.IsComplete && runs.Count > 1)
        {
            runs.RemoveAt(runs.Count - 1);
            End = PieceEnd(runs.Count - 1);
        }
    }

    /// <summary>Pieces; 0 if nothing in it can be read.</summary>
    public int Count => _runs.Count;

    /// <summary>Where what was read ends in the text.</summary>
    public int End { get; }

    /// <summary>Where a piece ends in the text, if another one follows in the sentence.</summary>
    public int PieceEnd(int index) => _cells[_words[_runs[index].End - 1].Cells.End - 1].End;

    public TextPiece Build(int index, int start, int end) =>
        new PieceBuilder(_text, _words, _cells).Build(_runs[index], start, end, _sentence.IsComplete && index == _runs.Count - 1);
}
