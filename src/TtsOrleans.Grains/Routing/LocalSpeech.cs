using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TtsOrleans.Abstractions;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Draining;
using TtsOrleans.Grains.Nodes;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Telemetry;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Routing;

/// <summary>
/// Speaks requests on this silo. A silo that stops delivers the pieces it has ordered and breaks off behind the last of them; the caller goes on
/// elsewhere.
/// </summary>
internal sealed partial class LocalSpeech(
    VoiceCatalog catalog,
    PlanMemo plans,
    AudioStore store,
    PieceSource source,
    NodeDirectory nodes,
    IOptions<RoutingOptions> options,
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    RoutingInstruments routing,
    CacheInstruments caching,
    DrainState drain,
    OpenStreams streams,
    ILogger<LocalSpeech> logger)
{
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Whether this silo can read texts for a version of a voice.</summary>
    public bool Has(string voiceHash) => catalog.FindByHash(voiceHash) is not null;

    /// <summary>As <see cref="ISpeechRouter.Speak"/>, on this silo.</summary>
    public async IAsyncEnumerable<SpeechItem> SpeakAsync(SpeechRequest request, SpeechPosition from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var voice = catalog.FindByHash(request.Voice.Hash)
            ?? throw new VoiceGoneException($"The voice '{request.Voice.Name}' of hash {request.Voice.Hash} is not on this silo.");
        ArgumentOutOfRangeException.ThrowIfNegative(from.Piece);
        ArgumentOutOfRangeException.ThrowIfNegative(from.Sample);
        StyleLimits.Check(request.Style, voice);
        using var open = streams.Open(voice.Hash);
        using var activity = SpeechTelemetry.Activities.StartActivity("speak");
        activity?.SetTag("tts.voice", request.Voice.Name).SetTag("tts.characters", request.Text.Length);
        LogSpeaks(request.Text.Length, request.Voice.Name, from.Piece, from.Sample);
        using var delivery = new Delivery(request, voice, from, clock, routing, caching, cancellationToken);
        var plan = plans.Of(request, voice);
        var next = 0;

        // What was read before and is in memory goes out as it stands: no other grain is asked and nothing is copied.
        for (; plan.TryGet(next, out var piece); next++)
        {
            if (next < from.Piece)
            {
                continue;
            }

            if (!store.TryGet(piece.Order.Key, out var audio))
            {
                break;
            }

            foreach (var item in PieceItems.Of(audio, CacheOutcome.Hit, delivery.FromSample(next)))
            {
                if (delivery.Take(piece, item) is { } news)
                {
                    yield return news;
                }
            }
        }

        if (!plan.EndsAt(next))
        {
            var lookAhead = options.Value.EffectiveLookAhead(nodes.Slots);
            var start = new SpeechPosition(Math.Max(next, from.Piece), delivery.FromSample(Math.Max(next, from.Piece)));

            // A later call of the stream may be the one that gets here: what is begun now belongs to the speech, not to that call.
            Activity.Current = activity ?? Activity.Current;
            using var fanOut = FanOut.Start(plan, source, request, start, lookAhead, clock, drain.Leaving, cancellationToken);
            await foreach (var item in DeliverAsync(fanOut, delivery, cancellationToken))
            {
                yield return item;
            }
        }

        yield return delivery.End(plan);
    }

    private async IAsyncEnumerable<SpeechItem> DeliverAsync(FanOut fanOut, Delivery delivery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pieces = new PatientReader<OpenPiece>(fanOut.Pieces, HeartbeatPeriod, clock);
        for (var state = await pieces.WaitAsync(cancellationToken); state != Waited.Ended; state = await pieces.WaitAsync(cancellationToken))
        {
            if (state == Waited.Silent)
            {
                yield return new Heartbeat();
            }

            while (pieces.TryRead(out var open))
            {
                var items = new PatientReader<PieceItem>(open.Items, HeartbeatPeriod, clock);
                for (state = await items.WaitAsync(cancellationToken); state != Waited.Ended; state = await items.WaitAsync(cancellationToken))
                {
                    if (state == Waited.Silent)
                    {
                        yield return new Heartbeat();
                    }

                    while (items.TryRead(out var item))
                    {
                        if (delivery.Take(open.Piece, item) is { } news)
                        {
                            yield return news;
                        }
                    }
                }

                fanOut.Delivered();
            }
        }
    }
}
