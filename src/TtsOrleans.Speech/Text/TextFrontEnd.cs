using TtsOrleans.Speech.Text.Cleaning;
using TtsOrleans.Speech.Text.English;
using TtsOrleans.Speech.Text.Pronunciation;
using TtsOrleans.Speech.Text.Segmentation;
using TtsOrleans.Speech.Text.Sentences;

namespace TtsOrleans.Speech.Text;

/// <summary>
/// Reads Chinese text, with English and numbers in it: says which units are to be spoken and which source text each of them speaks.
/// Thread-safe; one serves a whole process. Any string is accepted.
/// </summary>
public sealed class TextFrontEnd : IDisposable
{
    private readonly SentenceSplitter _splitter;
    private readonly Readability _readability;
    private readonly SentenceReader _reader;
    private readonly PolyphoneModel _model;

    private TextFrontEnd(string version, SentenceSplitter splitter, Readability readability, SentenceReader reader, PolyphoneModel model)
    {
        Version = version;
        _splitter = splitter;
        _readability = readability;
        _reader = reader;
        _model = model;
    }

    /// <summary>Names the rules and the data: texts read by front ends of one version are read alike.</summary>
    public string Version { get; }

    /// <summary>Loads the data of a folder (<c>frontend</c> beside the program); a slow call.</summary>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public static TextFrontEnd Load(string directory)
    {
        var data = FrontEndData.Load(directory);
        var characters = new CharacterReadings(data.Characters);
        var segmenter = new Segmenter(data.Words, data.Tagger);
        var english = new EnglishReader(new EnglishLexicon(data.English));
        var pronouncer = new Pronouncer(new PhraseReadings(data.Phrases), data.Polyphones, characters, data.Words, english);
        var reader = new SentenceReader(new Cleaner(data.Compatibility), segmenter, pronouncer);
        return new TextFrontEnd(data.Version, new SentenceSplitter(data.Compatibility), new Readability(data.Compatibility, characters), reader, data.Polyphones);
    }

    /// <summary>
    /// Reads a text piece by piece, each only when it is asked for. The pieces follow each other without a gap and cover the text;
    /// there is none if nothing in it can be read.
    /// </summary>
    /// <param name="text">Any text; lone surrogates and unknown characters are skipped.</param>
    /// <param name="cancellationToken">Observed before each sentence.</param>
    public IEnumerable<TextPiece> Read(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReadLazily(text, cancellationToken);
    }

    public void Dispose() => _model.Dispose();

    private IEnumerable<TextPiece> ReadLazily(string text, CancellationToken cancellationToken)
    {
        // What cannot be read goes to the piece after it, and at the end of the text to the last piece.
        var (start, at, next) = (0, 0, _readability.Next(text, 0));
        while (next >= 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A long stretch of what cannot be read is looked at once.
            var sentence = _splitter.Next(text, next - at > SentenceSplitter.Window ? next : at);
            var draft = _reader.Read(text, sentence);
            at = draft.End;
            next = _readability.Next(text, at);
            for (var i = 0; i < draft.Count; i++)
            {
                var end = i < draft.Count - 1 ? draft.PieceEnd(i) : next >= 0 ? at : text.Length;
                yield return draft.Build(i, start, end);
                start = end;
            }
        }
    }
}
