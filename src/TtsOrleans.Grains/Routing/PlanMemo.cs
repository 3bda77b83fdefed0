using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Text;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// Plans requests and remembers the plans, so that a repeat costs no text work and equal requests at one time share it. Thread-safe.
/// </summary>
internal sealed class PlanMemo(TextFrontEnd frontEnd, VoiceCatalog catalog, IOptions<CachingOptions> options, RoutingInstruments instruments)
{
    // By estimate, what a character of text becomes: units, words, characters with their readings, its share of the piece.
    private const int BytesPerCharacter = 320;
    private const int BytesPerPlan = 2048;

    private readonly ByteBoundedLru<SpeechPlan> _plans = new(options.Value.PlanBytes);

    /// <summary>The plan of a request; its pieces are read when they are asked for.</summary>
    public SpeechPlan Of(SpeechRequest request, Voice voice)
    {
        var style = ContentKeys.Rounded(request.Style);
        var engine = catalog.FamilyOf(voice).Fingerprint;
        if (request.Rehearsal)
        {
            return new(Read(request.Text, new VoiceReference(request.Voice.Name, voice.Hash), voice, engine, style, rehearsal: true, static () => { }));
        }

        var key = ContentKeys.OfPlan(frontEnd.Version, voice.Hash, engine, style, request.Text);
        if (_plans.TryGet(key, out var known))
        {
            return known;
        }

        SpeechPlan? plan = null;
        plan = new(Read(request.Text, new VoiceReference(request.Voice.Name, voice.Hash), voice, engine, style, rehearsal: false, () => _plans.Remove(key, plan!)));
        return _plans.GetOrAdd(key, plan, BytesPerPlan + ((long)request.Text.Length * BytesPerCharacter));
    }

    private IEnumerable<PlannedPiece> Read(string text, VoiceReference reference, Voice voice, string engine, SpeakingStyle style, bool rehearsal, Action forget)
    {
        using var pieces = frontEnd.Read(text, CancellationToken.None).GetEnumerator();
        for (var index = 0; ReadNext(pieces, index, reference, voice, engine, style, rehearsal, forget) is { } piece; index++)
        {
            yield return piece;
        }
    }

    private PlannedPiece? ReadNext(
        IEnumerator<TextPiece> pieces, int index, VoiceReference reference, Voice voice, string engine, SpeakingStyle style, bool rehearsal, Action forget)
    {
        try
        {
            if (!pieces.MoveNext())
            {
                return null;
            }

            if (!rehearsal)
            {
                instruments.ReadPiece();
            }

            return Plan(pieces.Current, index, reference, voice, engine, style, rehearsal);
        }
        catch (Exception fault)
        {
            // A plan that broke is not kept; whoever waits for it hears why.
            forget();
            instruments.Failed("text");
            throw new SpeechFailedException($"Piece {index} of the text cannot be read for the voice '{reference.Name}': {fault.Message}");
        }
    }

    private static PlannedPiece Plan(TextPiece piece, int index, VoiceReference reference, Voice voice, string engine, SpeakingStyle style, bool rehearsal)
    {
        var encoded = voice.Units.Encode(piece.Units);
        var units = new PieceUnits(encoded.Sy, encoded.Tone, encoded.SyllableFlag, encoded.WordSegment);
        var fastFirst = index == 0;
        var order = new PieceSynthesis(
            ContentKeys.OfPiece(voice.Hash, engine, fastFirst, style, units), reference, style, units, fastFirst, TimeSpan.Zero, SpeechPriority.Interactive, rehearsal);
        return new(index, piece.Start, piece.Length, order, piece.Words, encoded.Origins);
    }
}
