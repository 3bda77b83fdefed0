using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Synthesis.Dispatch;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// Gets the audio of one piece: from this silo's memory, through the piece's cache grain, or through one of this silo alone when that does not answer.
/// What breaks off goes on at the exact sample.
/// </summary>
internal sealed partial class PieceSource(
    AudioStore store,
    IGrainFactory grains,
    SynthesisDispatcher dispatcher,
    NodeDirectory nodes,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    RoutingInstruments instruments,
    ILogger<PieceSource> logger)
{
    private const int MostBreaks = 6;
    private const int BreaksOfCache = 3;
    private const int BatchSize = 8;
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstAnswerInDoubt = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether requests wait on this silo to begin, or would have to.</summary>
    public bool Crowded => dispatcher.Crowded;

    /// <summary>Begins to get a piece. What comes goes through a channel bounded by the piece itself; a failure ends the channel with it.</summary>
    public PieceStream Open(PieceSynthesis piece, long fromSample, CancellationToken cancellationToken)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var items = Channel.CreateUnbounded<PieceItem>(new() { SingleReader = true, SingleWriter = true });
        if (store.TryGet(piece.Key, out var audio))
        {
            foreach (var item in PieceItems.Of(audio, CacheOutcome.Hit, fromSample))
            {
                items.Writer.TryWrite(item);
            }

            items.Writer.TryComplete();
            begun.SetResult();
        }
        else
        {
            _ = GetAsync(piece, fromSample, items.Writer, begun, cancellationToken);
        }

        return new(items.Reader, begun.Task);
    }

    /// <summary>Runs beside the request that reads the channel; never throws.</summary>
    private async Task GetAsync(PieceSynthesis piece, long fromSample, ChannelWriter<PieceItem> items, TaskCompletionSource begun, CancellationToken cancellationToken)
    {
        var counting = piece.Rehearsal ? null : instruments;
        using var activity = SpeechTelemetry.Activities.StartActivity("piece");
        activity?.SetTag("tts.voice", piece.Voice.Name).SetTag("tts.units", piece.Units.Sy.Length);
        try
        {
            await GetWholeAsync(piece, fromSample, items, begun, cancellationToken);
            items.TryComplete();
        }
        catch (OperationCanceledException fault) when (cancellationToken.IsCancellationRequested)
        {
            items.TryComplete(fault);
        }
        catch (Exception fault) when (fault is SpeechUnavailableException or SpeechFailedException)
        {
            counting?.Failed(fault is SpeechFailedException ? "failed" : "unavailable");
            items.TryComplete(fault);
        }
        catch (Exception fault)
        {
            LogFailed(fault, piece.Key);
            counting?.Failed("internal");
            items.TryComplete(new SpeechFailedException($"A piece failed: {fault.Message}"));
        }
        finally
        {
            begun.TrySetResult();
        }
    }

    private async Task GetWholeAsync(PieceSynthesis piece, long fromSample, ChannelWriter<PieceItem> items, TaskCompletionSource begun, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var progress = new PieceProgress(fromSample);
        var recording = new PieceRecording();
        var bypass = false;
        for (var breaks = 0; !progress.Ended; breaks++)
        {
            if (breaks > 0 && !piece.Rehearsal)
            {
                instruments.Reopened("cache");
            }

            if (breaks == MostBreaks)
            {
                throw new SpeechUnavailableException($"A piece was asked for {MostBreaks} times and never came whole.");
            }

            var order = piece with { Slack = piece.Slack - clock.GetElapsedTime(started) };
            using var stream = new WatchedStream<PieceItem>(stop => Ask(order, progress.Reached, bypass, stop), clock, cancellationToken);
            var answers = await PassOnAsync(stream, bypass, progress, recording, items, begun, cancellationToken);
            bypass |= !answers || breaks + 1 >= BreaksOfCache;
        }

        if (fromSample == 0 && !piece.Rehearsal)
        {
            store.Add(piece.Key, recording.ToAudio());
        }
    }

    private IAsyncEnumerable<PieceItem> Ask(PieceSynthesis order, long fromSample, bool bypass, CancellationToken stop)
    {
        var key = $"audio-{order.Key}";
        var items = bypass
            ? grains.GetGrain<ILocalSpeechCache>(key).Listen(order, fromSample, stop)
            : grains.GetGrain<ISpeechCache>(key).Listen(order, fromSample, stop);
        return items.WithBatchSize(BatchSize);
    }

    /// <summary>Passes a stream on until it ends or breaks off.</summary>
    /// <returns>Whether whoever speaks there may be asked again: it said something, and did not fall silent.</returns>
    private async Task<bool> PassOnAsync(
        WatchedStream<PieceItem> stream, bool bypass, PieceProgress progress, PieceRecording recording, ChannelWriter<PieceItem> items, TaskCompletionSource begun, CancellationToken cancellationToken)
    {
        var answers = false;
        try
        {
            while (await (bypass ? stream.MoveNextAsync(Timeout.InfiniteTimeSpan) : MoveNextAsync(stream, answers)))
            {
                answers = true;
                if (progress.Take(stream.Current) is { } news and not PieceHeartbeat)
                {
                    begun.TrySetResult();
                    recording.Take(news);
                    items.TryWrite(bypass && news is PieceHeader { Cache: CacheOutcome.Miss } header ? header with { Cache = CacheOutcome.Bypassed } : news);
                }
            }
        }
        catch (Exception fault) when (StreamFault.IsTransient(fault, cancellationToken))
        {
            answers &= fault is not TimeoutException;
            LogBrokeOff(fault, progress.Reached);
        }

        return answers;
    }

    /// <summary>
    /// Waits for a cache grain, that of this silo excepted: it is as alive as who waits. Where the grain lives, and which silo keeps its
    /// address, cannot be seen: while any silo is silent, none is waited for that does not answer at once, or says nothing each second.
    /// </summary>
    private ValueTask<bool> MoveNextAsync(WatchedStream<PieceItem> stream, bool answers) => answers
        ? stream.MoveNextAsync(SiloOffers.Silence, new(SiloOffers.SilenceInDoubt, () => !nodes.AllAnswer))
        : stream.MoveNextAsync(FirstAnswer, new(FirstAnswerInDoubt, () => !nodes.AllAnswer));
}

/// <summary>A piece under way.</summary>
/// <param name="Items">What comes of it.</param>
/// <param name="Begun">Completes with the first of it, or with its end; never fails.</param>
internal sealed record PieceStream(ChannelReader<PieceItem> Items, Task Begun);
