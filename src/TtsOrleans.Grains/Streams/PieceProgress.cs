using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Streams;

/// <summary>
/// How far a piece has come for its listener. Streams of the same piece may be opened one after the other: what was delivered already is
/// taken out of the later ones, so that the listener hears one piece without a gap or an overlap.
/// </summary>
internal sealed class PieceProgress(long fromSample)
{
    private PieceHeader? _header;

    /// <summary>The next sample to deliver.</summary>
    public long Reached { get; private set; } = fromSample;

    /// <summary>Whether the header was delivered.</summary>
    public bool Begun => _header is not null;

    /// <summary>Whether all was delivered.</summary>
    public bool Ended { get; private set; }

    /// <summary>Takes the next item of whatever stream is open.</summary>
    /// <returns>What of it is news to the listener; null if nothing.</returns>
    /// <exception cref="SpeechFailedException">The streams do not fit together.</exception>
    public PieceItem? Take(PieceItem item)
    {
        switch (item)
        {
            case PieceHeader header when _header is null:
                _header = header;
                return header;
            case PieceHeader header:
                return header.Hop == _header.Hop && header.Durations.AsSpan().SequenceEqual(_header.Durations.AsSpan())
                    ? null
                    : throw new SpeechFailedException("Two silos shape one piece differently: their engines do not agree.");
            case PieceAudio audio:
                return Take(audio);
            case PieceEnded ended:
                Ended = _header is not null && Reached >= ended.Samples
                    ? true
                    : throw new SpeechFailedException($"A piece of {ended.Samples} samples ended at sample {Reached}.");
                return ended;
            case PieceHeartbeat:
                return item;
            default:
                return null;
        }
    }

    private PieceAudio? Take(PieceAudio audio)
    {
        if (_header is null || audio.Sample > Reached)
        {
            throw new SpeechFailedException($"Audio from sample {audio.Sample} came when sample {Reached} was due.");
        }

        var news = SampleSkip.From(audio, Reached);
        Reached = news is null ? Reached : news.Sample + (news.Pcm.Length / SampleSkip.SampleBytes);
        return news;
    }
}
