using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Synthesis.Dispatch;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// Gets the audio of one piece: from this silo's memory, through the piece's cache grain, or without it when that does not answer.
/// What breaks off goes on at the exact sample.
/// </summary>
internal sealed partial class PieceSource(
    AudioStore store,
    IGrainFactory grains,
    SynthesisDispatcher dispatcher,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    RoutingInstruments instruments,
    ILogger<PieceSource> logger)
{
    private const int MostBreaks = 6;
    private const int BreaksOfCache = 3;
    private const int BatchSize = 8;
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(1);

    /// <summary>Begins to get a piece. What comes goes through a channel bounded by the piece itself; a failure ends the channel with it.</summary>
    public ChannelReader<PieceItem> Open(PieceSynthesis piece, long fromSample, CancellationToken cancellationToken)
    {
        var items = Channel.CreateUnbounded<PieceItem>(new() { SingleReader = true, SingleWriter = true });
        if (store.TryGet(piece.Key, out var audio))
        {
            foreach (var item in PieceItems.Of(audio, CacheOutcome.Hit, fromSample))
            {
                items.Writer.TryWrite(item);
            }

            items.Writer.TryComplete();
        }
        else
        {
            _ = GetAsync(piece, fromSample, items.Writer, cancellationToken);
        }

        return items.Reader;
    }

    /// <summary>Runs beside the request that reads the channel; never throws.</summary>
    private async Task GetAsync(PieceSynthesis piece, long fromSample, ChannelWriter<PieceItem> items, CancellationToken cancellationToken)
    {
        using var activity = SpeechTelemetry.Activities.StartActivity("piece");
        activity?.SetTag("tts.voice", piece.Voice.Name).SetTag("tts.units", piece.Units.Sy.Length);
        try
        {
            await GetWholeAsync(piece, fromSample, items, cancellationToken);
            items.TryComplete();
        }
        catch (OperationCanceledException fault) when (cancellationToken.IsCancellationRequested)
        {
            items.TryComplete(fault);
        }
        catch (Exception fault) when (fault is SpeechUnavailableException or SpeechFailedException)
        {
            instruments.Failed(fault is SpeechFailedException ? "failed" : "unavailable");
            items.TryComplete(fault);
        }
        catch (Exception fault)
        {
            LogFailed(fault, piece.Key);
            instruments.Failed("internal");
            items.TryComplete(new SpeechFailedException($"A piece failed: {fault.Message}"));
        }
    }

    private async Task GetWholeAsync(PieceSynthesis piece, long fromSample, ChannelWriter<PieceItem> items, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var progress = new PieceProgress(fromSample);
        var recording = new PieceRecording();
        var bypass = false;
        for (var breaks = 0; !progress.Ended; breaks++)
        {
            if (breaks > 0)
            {
                instruments.Reopened("cache");
            }

            if (breaks == MostBreaks)
            {
                throw new SpeechUnavailableException($"A piece was asked for {MostBreaks} times and never came whole.");
            }

            var order = piece with { Slack = piece.Slack - clock.GetElapsedTime(started) };
            using var stream = new WatchedStream<PieceItem>(stop => Ask(order, progress.Reached, bypass, stop), clock, cancellationToken);
            var answered = await PassOnAsync(stream, bypass, progress, recording, items, cancellationToken);
            bypass |= !answered || breaks + 1 >= BreaksOfCache;
        }

        if (fromSample == 0 && !piece.Rehearsal)
        {
            store.Add(piece.Key, recording.ToAudio());
        }
    }

    private IAsyncEnumerable<PieceItem> Ask(PieceSynthesis order, long fromSample, bool bypass, CancellationToken stop) =>
        bypass
            ? dispatcher.Synthesize(order, fromSample, stop)
            : grains.GetGrain<ISpeechCache>($"audio-{order.Key}").Listen(order, fromSample, stop).WithBatchSize(BatchSize);

    /// <summary>Passes a stream on until it ends or breaks off.</summary>
    /// <returns>Whether it said anything at all.</returns>
    private async Task<bool> PassOnAsync(
        WatchedStream<PieceItem> stream, bool bypass, PieceProgress progress, PieceRecording recording, ChannelWriter<PieceItem> items, CancellationToken cancellationToken)
    {
        var answered = false;
        try
        {
            // The dispatcher watches its own streams and may search for long; a cache grain says something each second.
            while (await stream.MoveNextAsync(bypass ? Timeout.InfiniteTimeSpan : answered ? SiloOffers.Silence : FirstAnswer))
            {
                answered = true;
                if (progress.Take(stream.Current) is { } news and not PieceHeartbeat)
                {
                    recording.Take(news);
                    items.TryWrite(bypass && news is PieceHeader header ? header with { Cache = CacheOutcome.Bypassed } : news);
                }
            }
        }
        catch (Exception fault) when (StreamFault.IsTransient(fault, cancellationToken))
        {
            LogBrokeOff(fault, progress.Reached);
        }

        return answered;
    }
}
