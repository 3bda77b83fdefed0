using System.Threading.Channels;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// Orders the pieces of a request ahead of their delivery, never more than the look-ahead at a time: a listener that stops reading stops
/// the ordering too. Lives as long as its request and ends everything with it.
/// </summary>
internal sealed class FanOut : IDisposable
{
    // A Chinese character takes about a fifth of a second at rate 1.
    private const double SecondsPerCharacter = 0.2;

    private readonly Channel<OpenPiece> _pieces = Channel.CreateUnbounded<OpenPiece>(new() { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _leaving;
    private readonly SemaphoreSlim _room;
    private readonly SpeechPlan _plan;
    private readonly PieceSource _source;
    private readonly SpeechRequest _request;
    private readonly TimeProvider _clock;

    private FanOut(SpeechPlan plan, PieceSource source, SpeechRequest request, int lookAhead, TimeProvider clock, CancellationToken leaving, CancellationToken cancellationToken)
    {
        _leaving = leaving;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _room = new(lookAhead, lookAhead);
        _plan = plan;
        _source = source;
        _request = request;
        _clock = clock;
    }

    /// <summary>The ordered pieces, in the text's order.</summary>
    public ChannelReader<OpenPiece> Pieces => _pieces.Reader;

    /// <summary>Begins to order.</summary>
    /// <param name="from">The first piece to order and the sample in it to begin at.</param>
    /// <param name="leaving">Raised when no more pieces are to be ordered: the silo stops, and the channel ends as broken behind those ordered.</param>
    public static FanOut Start(
        SpeechPlan plan, PieceSource source, SpeechRequest request, SpeechPosition from, int lookAhead, TimeProvider clock, CancellationToken leaving, CancellationToken cancellationToken)
    {
        var fanOut = new FanOut(plan, source, request, lookAhead, clock, leaving, cancellationToken);
        _ = fanOut.OrderAsync(from);
        return fanOut;
    }

    /// <summary>Makes room for another piece; to be called once for each that was delivered.</summary>
    public void Delivered() => _room.Release();

    public void Dispose() => _stop.Cancel();

    /// <summary>Runs beside the delivery; never throws, its failure ends the channel.</summary>
    private async Task OrderAsync(SpeechPosition from)
    {
        using var ordering = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _leaving);
        try
        {
            var started = _clock.GetTimestamp();
            var ahead = TimeSpan.Zero;
            var begun = Task.CompletedTask;
            for (var index = 0; ; index++)
            {
                var inSpeech = index >= from.Piece;
                if (inSpeech)
                {
                    await _room.WaitAsync(ordering.Token);
                }

                ordering.Token.ThrowIfCancellationRequested();
                if (await _plan.GetAsync(index, ordering.Token) is not { } piece)
                {
                    break;
                }

                if (inSpeech)
                {
                    if (_request.Priority == SpeechPriority.Interactive && !begun.IsCompleted && _source.Crowded)
                    {
                        // Where requests wait to begin, the rest of one that may never begin takes no slot from others. It plays from then on.
                        await begun.WaitAsync(ordering.Token);
                        started = from == SpeechPosition.Start ? _clock.GetTimestamp() : started;
                    }

                    var order = piece.Order with { Slack = ahead - _clock.GetElapsedTime(started), Priority = _request.Priority };
                    var stream = _source.Open(order, index == from.Piece ? from.Sample : 0, _stop.Token);
                    _pieces.Writer.TryWrite(new(piece, stream.Items));
                    begun = index == from.Piece ? stream.Begun : begun;
                    ahead += TimeSpan.FromSeconds(piece.Length * SecondsPerCharacter / piece.Order.Style.Rate);
                }
            }

            _pieces.Writer.TryComplete();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            _pieces.Writer.TryComplete(new SiloUnavailableException("This silo stops; the speech goes on elsewhere."));
        }
        catch (Exception fault)
        {
            _pieces.Writer.TryComplete(fault);
        }
    }
}

/// <summary>A piece that was ordered, and its audio as it comes.</summary>
internal sealed record OpenPiece(PlannedPiece Piece, ChannelReader<PieceItem> Items);
