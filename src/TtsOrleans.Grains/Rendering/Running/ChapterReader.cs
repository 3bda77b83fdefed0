using System.Collections.Immutable;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Rendering;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Rendering.Store;
using TtsOrleans.Grains.Routing;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Rendering.Running;

/// <summary>What of a chapter is still to be rendered.</summary>
/// <param name="Pieces">In the order of the text.</param>
/// <param name="Unreadable">What no sentence could be made of, with its length.</param>
internal sealed record ChapterReading(ImmutableArray<JobPiece> Pieces, ImmutableArray<(SentenceError Error, int Length)> Unreadable);

/// <summary>Reads a chapter around what is settled already. A slow call, to be made on the thread pool.</summary>
internal sealed class ChapterReader
{
    private readonly TextFrontEnd _frontEnd;
    private readonly int _chapter;
    private readonly Voice _voice;
    private readonly string _engine;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<JobPiece>.Builder _pieces = ImmutableArray.CreateBuilder<JobPiece>();
    private readonly ImmutableArray<(SentenceError, int)>.Builder _unreadable = ImmutableArray.CreateBuilder<(SentenceError, int)>();

    private ChapterReader(TextFrontEnd frontEnd, int chapter, Voice voice, string engine, CancellationToken cancellationToken)
    {
        _frontEnd = frontEnd;
        _chapter = chapter;
        _voice = voice;
        _engine = engine;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads a chapter.</summary>
    /// <param name="frontEnd">Reads the text.</param>
    /// <param name="chapter">Index of the chapter.</param>
    /// <param name="paragraphs">Its text.</param>
    /// <param name="settled">Sentences that are rendered or given up, in the order of the text.</param>
    /// <param name="voice">Speaks it.</param>
    /// <param name="engine">Fingerprint of the voice's engine.</param>
    /// <param name="cancellationToken">Observed before each sentence.</param>
    public static ChapterReading Read(
        TextFrontEnd frontEnd,
        int chapter,
        ImmutableArray<JobParagraph> paragraphs,
        IReadOnlyList<StoredSentence> settled,
        Voice voice,
        string engine,
        CancellationToken cancellationToken)
    {
        var reader = new ChapterReader(frontEnd, chapter, voice, engine, cancellationToken);
        var offset = 0;
        foreach (var paragraph in paragraphs)
        {
            var end = offset + paragraph.Text.Length;
            reader.Read(paragraph, offset, [.. settled.Where(sentence => sentence.Start >= offset && sentence.Start < end)]);
            offset = end;
        }

        return new(reader._pieces.ToImmutable(), reader._unreadable.ToImmutable());
    }

    private void Read(JobParagraph paragraph, int offset, IReadOnlyList<StoredSentence> settled)
    {
        var sentences = Split(paragraph.Text, offset);
        var known = settled.Select(sentence => (sentence.Start, sentence.Length)).ToHashSet();
        if (!known.IsSubsetOf(sentences.Select(sentence => (sentence.Start, sentence.Text.Length))))
        {
            // Another release cut the text elsewhere: what it left is read for itself, so that nothing is spoken twice or lost.
            sentences = [.. Gaps(paragraph, offset, settled).SelectMany(gap => Split(paragraph.Text[(gap.Start - offset)..(gap.End - offset)], gap.Start))];
            known.Clear();
        }

        foreach (var sentence in sentences.Where(sentence => !known.Contains((sentence.Start, sentence.Text.Length))))
        {
            Take(paragraph.Style, sentence);
        }
    }

    private List<Sentence> Split(string text, int offset)
    {
        var sentences = new List<Sentence>();
        var at = 0;
        try
        {
            foreach (var piece in _frontEnd.Read(text, _cancellationToken))
            {
                sentences.Add(new(offset + piece.Start, piece.Text, piece.Units, null));
                at = piece.Start + piece.Length;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            sentences.Add(new(offset + at, text[at..], [], $"The text cannot be read: {fault.Message}"));
        }

        return sentences;
    }

    private void Take(SpeakingStyle style, Sentence sentence)
    {
        var fault = sentence.Fault;
        if (fault is null)
        {
            try
            {
                _pieces.Add(Order(ContentKeys.Rounded(style), sentence));
                return;
            }
            catch (Exception refusal) when (refusal is SpeechFailedException or TooManyUnitsException)
            {
                fault = refusal.Message;
            }
        }

        _unreadable.Add((new(_chapter, sentence.Start, sentence.Text, fault), sentence.Text.Length));
    }

    private JobPiece Order(SpeakingStyle style, Sentence sentence)
    {
        StyleLimits.Check(style, _voice);
        var encoded = _voice.Units.Encode(sentence.Units);
        var units = new PieceUnits(encoded.Sy, encoded.Tone, encoded.SyllableFlag, encoded.WordSegment);
        var key = ContentKeys.OfPiece(_voice.Hash, _engine, fastFirst: false, style, units);
        var order = new PieceSynthesis(key, new(_voice.Manifest.Name, _voice.Hash), style, units, FastFirst: false, TimeSpan.Zero, SpeechPriority.Job);

        // A piece ends in exactly one pause, the last of the front end's units.
        return new(_chapter, sentence.Start, sentence.Text, order, encoded.Origins.Count(origin => origin < sentence.Units.Length - 1));
    }

    private static IEnumerable<(int Start, int End)> Gaps(JobParagraph paragraph, int offset, IReadOnlyList<StoredSentence> settled)
    {
        var at = offset;
        foreach (var sentence in settled)
        {
            if (sentence.Start > at)
            {
                yield return (at, sentence.Start);
            }

            at = Math.Max(at, sentence.Start + sentence.Length);
        }

        if (at < offset + paragraph.Text.Length)
        {
            yield return (at, offset + paragraph.Text.Length);
        }
    }

    private sealed record Sentence(int Start, string Text, ImmutableArray<SpeechUnit> Units, string? Fault);
}
