using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Speech.Synthesis;

namespace TtsOrleans.Grains.Synthesis.Slots;

/// <summary>
/// One piece on its way through a slot. What the slot makes of it goes through a channel without a bound of its own:
/// a piece is bounded, and a slot never waits for a listener.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer or a handle holds nothing to release.")]
internal sealed class SlotWork(PieceSynthesis piece, long offered, long deadline, long ticket)
{
    /// <summary>The most bytes of one chunk of audio: an even number, whole samples.</summary>
    public const int MaxChunkBytes = 64 * 1024;

    private readonly Channel<PieceItem> _items = Channel.CreateUnbounded<PieceItem>(new() { SingleReader = true, SingleWriter = false });
    private readonly CancellationTokenSource _withdrawn = new();
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private long _samples;
    private long _announced = -1;

    public PieceSynthesis Piece { get; } = piece;

    /// <summary>Whether no slot was free at the offer; set before anybody else knows of the piece.</summary>
    public bool Waits { get; set; }

    /// <summary>Its place in the order in which the silo took pieces.</summary>
    public long Ticket { get; } = ticket;

    /// <summary>Clock reading at the offer.</summary>
    public long Offered { get; } = offered;

    /// <summary>The header, audio, end; <see cref="PieceRefused"/> if it had to give way while it waited.</summary>
    public ChannelReader<PieceItem> Items => _items.Reader;

    /// <summary>Raised when nobody wants the piece any more.</summary>
    public CancellationToken Withdrawn => _withdrawn.Token;

    /// <summary>Samples made so far.</summary>
    public long Samples => _samples;

    /// <summary>Negative if <paramref name="a"/> goes first; 0 only for one and the same piece.</summary>
    public static int CompareUrgency(SlotWork a, SlotWork b) =>
        (a.Piece.Priority, a.Deadline, a.Ticket).CompareTo((b.Piece.Priority, b.Deadline, b.Ticket));

    /// <summary>Runs <paramref name="work"/> on the calling thread as a part of the request that offered the piece: its logs name that request.</summary>
    public void Run(Action work)
    {
        if (_context is null)
        {
            work();
        }
        else
        {
            ExecutionContext.Run(_context, static work => ((Action)work!)(), work);
        }
    }

    public EngineInput Input()
    {
        var (units, style) = (Piece.Units, Piece.Style);
        return new(
            units.Sy, units.Tone, units.SyllableFlag, units.WordSegment,
            style.Speaker, style.Emotion, style.Intensity, style.Rate, style.Pitch,
            Piece.FastFirst ? WindowPlan.FastFirst : WindowPlan.Whole);
    }

    public void Publish(EngineOutput output)
    {
        switch (output)
        {
            case FrameDurations frames:
                _announced = frames.Durations.Sum(frame => (long)frame) * frames.Hop;
                Write(new PieceHeader(frames.Durations, frames.Hop, CacheOutcome.Miss));
                break;
            case PcmWindow window when window.Sample == _samples && _announced >= 0:
                Publish(window.Pcm);
                break;
            default:
                throw new SpeechFailedException($"The engine's output is out of order at sample {_samples}.");
        }
    }

    /// <summary>Holds the engine to what it announced.</summary>
    /// <exception cref="SpeechFailedException">It made more or less.</exception>
    public void Check()
    {
        if (_samples != _announced)
        {
            throw new SpeechFailedException($"The engine announced {_announced} samples and made {_samples}.");
        }
    }

    public void Complete()
    {
        Write(new PieceEnded(_samples));
        _items.Writer.TryComplete();
    }

    public void Fail(Exception fault) => _items.Writer.TryComplete(fault);

    public void Refuse(SlotLoad load)
    {
        Write(new PieceRefused(load.Busy, load.Waiting, load.Draining));
        _items.Writer.TryComplete();
    }

    public void Withdraw() => _withdrawn.Cancel();

    private long Deadline { get; } = deadline;


    private void Publish(byte[] pcm)
    {
        for (var offset = 0; offset < pcm.Length; offset += MaxChunkBytes)
        {
            var length = Math.Min(MaxChunkBytes, pcm.Length - offset);
            Write(new PieceAudio(_samples, length == pcm.Length ? pcm : pcm.AsSpan(offset, length).ToArray()));
            _samples += length / SampleSkip.SampleBytes;
        }
    }

    private void Write(PieceItem item) => _items.Writer.TryWrite(item);
}
