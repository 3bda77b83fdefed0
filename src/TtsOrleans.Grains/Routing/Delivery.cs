using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Routing;

/// <summary>One request's stream of speech: turns the items of its pieces into what the listener hears, and keeps the books.</summary>
internal sealed class Delivery : IDisposable
{
    private readonly SpeechRequest _request;
    private readonly SpeechPosition _from;
    private readonly TimeProvider _clock;
    private readonly RoutingInstruments? _routing;
    private readonly CacheInstruments? _caching;
    private readonly CancellationToken _cancellationToken;
    private readonly string _emotion;
    private readonly long _started;
    private int _pieces;
    private long _samples;
    private bool _ended;

    public Delivery(
        SpeechRequest request,
        Voice voice,
        SpeechPosition from,
        TimeProvider clock,
        RoutingInstruments routing,
        CacheInstruments caching,
        CancellationToken cancellationToken)
    {
        _request = request;
        _from = from;
        _clock = clock;
        (_routing, _caching) = request.Rehearsal ? (null, null) : (routing, caching);
        _cancellationToken = cancellationToken;
        _emotion = voice.Manifest.Emotions.FirstOrDefault(emotion => emotion.Id == request.Style.Emotion)?.Name ?? "unknown";
        _started = clock.GetTimestamp();
        _routing?.Opened();
    }

    /// <summary>The sample of a piece to begin at.</summary>
    public long FromSample(int piece) => piece == _from.Piece ? _from.Sample : 0;

    /// <summary>What an item of a piece is to the listener; null if nothing.</summary>
    public SpeechItem? Take(PlannedPiece piece, PieceItem item) => item switch
    {
        PieceHeader header => Begin(piece, header),
        PieceAudio audio => Pass(piece, audio),
        _ => null,
    };

    /// <summary>The whole text was spoken.</summary>
    public SpeechEnded End(SpeechPlan plan)
    {
        var pieces = _pieces;
        while (!plan.EndsAt(pieces))
        {
            // Nothing was delivered of what lies before the start; the plan knows how much that was.
            if (!plan.TryGet(pieces++, out _))
            {
                throw new SpeechFailedException($"The stream ended with piece {_pieces}, and the text goes on.");
            }
        }

        _ended = true;
        return new(pieces, _samples);
    }

    public void Dispose() =>
        _routing?.Closed(_request.Voice.Name, _emotion, _ended ? "finished" : _cancellationToken.IsCancellationRequested ? "cancelled" : "failed");

    private PieceStarted Begin(PlannedPiece piece, PieceHeader header)
    {
        var samples = PieceTimings.Samples(header);
        if (FromSample(piece.Index) > samples)
        {
            throw new SpeechFailedException($"Sample {_from.Sample} lies behind the end of piece {piece.Index}, which has {samples}.");
        }

        _pieces = piece.Index + 1;
        _caching?.Delivered(header.Cache);
        _routing?.Spoke(piece.Length, _request.Voice.Name, _emotion);
        return new(piece.Index, piece.Start, piece.Length, samples, header.Cache, _request.WithTimings ? PieceTimings.Words(piece, header) : []);
    }

    private AudioChunk Pass(PlannedPiece piece, PieceAudio audio)
    {
        if (_samples == 0)
        {
            _routing?.FirstAudio(_clock.GetElapsedTime(_started));
        }

        _samples += audio.Pcm.Length / SampleSkip.SampleBytes;
        return new(piece.Index, audio.Sample, audio.Pcm);
    }
}
