using TtsOrleans.Abstractions.Routing;

namespace TtsOrleans.Gateway.Speaking;

/// <summary>How far a request's speech has come; checks that each item follows on the one before, and drops what a re-opened stream repeats.</summary>
internal sealed class SpeechProgress
{
    private const int BytesPerSample = 2;
    private PieceStarted? _piece;
    private long _sample;

    /// <summary>Whether any piece was begun.</summary>
    public bool Begun => _piece is not null;

    /// <summary>Whether the whole text was spoken.</summary>
    public bool Ended { get; private set; }

    /// <summary>Where the next sample is due.</summary>
    public SpeechPosition Position => _piece switch
    {
        null => SpeechPosition.Start,
        _ when _sample == _piece.Samples => new(_piece.Index + 1, 0),
        _ => new(_piece.Index, _sample),
    };

    /// <summary>Takes the next item of a stream; null if it holds nothing new. A null item is a stream that stopped without an end.</summary>
    /// <exception cref="BrokenSpeechException">The item does not follow on what came before.</exception>
    public SpeechItem? Accept(SpeechItem? item) => item switch
    {
        PieceStarted started => Begin(started),
        AudioChunk chunk => Append(chunk),
        SpeechEnded ended => End(ended),
        Heartbeat => item,
        null => throw new BrokenSpeechException("The stream stopped before the end of the speech."),
        _ => null,
    };

    private PieceStarted? Begin(PieceStarted started)
    {
        if (_piece is not null && started.Index == _piece.Index)
        {
            return started.Samples == _piece.Samples
                ? null
                : throw new BrokenSpeechException($"Piece {started.Index} has changed its length from {_piece.Samples} to {started.Samples} samples.");
        }

        if (started.Index != Position.Piece || (_piece is not null && _sample != _piece.Samples))
        {
            throw new BrokenSpeechException($"Piece {started.Index} began while {Position} was due.");
        }

        _piece = started;
        _sample = 0;
        return started;
    }

    private AudioChunk? Append(AudioChunk chunk)
    {
        var count = chunk.Pcm.Length / BytesPerSample;
        if (_piece is null || chunk.Piece != _piece.Index || chunk.Sample > _sample || chunk.Sample + count > _piece.Samples)
        {
            throw new BrokenSpeechException($"Samples from {chunk.Sample} of piece {chunk.Piece} came while {Position} was due.");
        }

        var known = _sample - chunk.Sample;
        if (known >= count)
        {
            return null;
        }

        _sample = chunk.Sample + count;
        return known == 0 ? chunk : chunk with { Sample = chunk.Sample + known, Pcm = chunk.Pcm[(int)(known * BytesPerSample)..] };
    }

    private SpeechEnded End(SpeechEnded ended)
    {
        if (ended.Pieces != Position.Piece || Position.Sample != 0)
        {
            throw new BrokenSpeechException($"The speech of {ended.Pieces} pieces ended while {Position} was due.");
        }

        Ended = true;
        return ended;
    }
}
