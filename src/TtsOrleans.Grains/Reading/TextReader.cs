using Orleans.Concurrency;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Reading;
using TtsOrleans.Speech.Text;

namespace TtsOrleans.Grains.Reading;

/// <summary>Reads texts on the thread pool.</summary>
[StatelessWorker(1, removeIdleWorkers: false), Reentrant]
internal sealed class TextReader(TextFrontEnd frontEnd) : Grain, ITextReader
{
    public async Task<PhonemizedText> Phonemize(string text, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Task.Run(() => Describe([.. frontEnd.Read(text, cancellationToken)]), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new SpeechFailedException($"The text cannot be read: {fault.Message}");
        }
    }

    private static PhonemizedText Describe(IReadOnlyList<TextPiece> pieces) => new([.. pieces.Select(Describe)]);

    private static PhonemizedSentence Describe(TextPiece piece) => new(
        piece.Text,
        piece.Start,
        [.. piece.Words.Select(Describe)],
        [.. piece.Units.Select(unit => new PhonemizedUnit(unit.Sy, unit.Tone, unit.SyllableFlag, unit.WordSegment))]);

    private static PhonemizedWord Describe(TextWord word) => new(
        word.Text,
        word.Start,
        [.. word.Characters.Select(character => new PhonemizedCharacter(character.Text, character.Start, character.Pinyin, character.Lexical))]);
}
