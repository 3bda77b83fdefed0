using System.Runtime.CompilerServices;
using TtsOrleans.Abstractions.Caching;
using TtsOrleans.Abstractions.Synthesis;
using TtsOrleans.Grains.Streams;
using TtsOrleans.Grains.Synthesis.Dispatch;

namespace TtsOrleans.Grains.Caching;

/// <summary>
/// Coordinates the audio of one piece: the silo's memory, the archive, the synthesis under way, or a new one. The grain owns the synthesis,
/// not the first who asked: it goes on while anybody listens, and a failure is heard by its listeners and not kept.
/// </summary>
internal abstract class PieceCache(AudioStore store, AudioArchive archive, SynthesisDispatcher dispatcher, TimeProvider clock) : Grain
{
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromSeconds(1);

    private Flight? _flight;

    public async IAsyncEnumerable<PieceItem> Listen(PieceSynthesis piece, long fromSample, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (store.TryGet(piece.Key, out var audio))
        {
            foreach (var item in PieceItems.Of(audio, CacheOutcome.Hit, fromSample))
            {
                yield return item;
            }

            yield break;
        }

        // A listener does not wait in a job's place: his flight takes over, and the job's goes on for the job.
        var joined = _flight?.Serves(piece.Priority) == true;
        var flight = joined ? _flight! : _flight = Begin(piece, begun: fromSample > 0);
        var listener = flight.Listen(fromSample, joined);
        try
        {
            var items = new PatientReader<PieceItem>(listener.Items, HeartbeatPeriod, clock);
            for (var state = Waited.Silent; state != Waited.Ended; state = await items.WaitAsync(cancellationToken))
            {
                if (state == Waited.Silent)
                {
                    yield return new PieceHeartbeat();
                }

                while (items.TryRead(out var item))
                {
                    yield return item;
                }
            }
        }
        finally
        {
            if (flight.Leave(listener))
            {
                // Out of the way first: whoever asks from here on gets a new flight, not one that is being cancelled.
                Forget(flight);
                flight.Cancel();
            }
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _flight?.Cancel();
        return Task.CompletedTask;
    }

    private Flight Begin(PieceSynthesis piece, bool begun)
    {
        var flight = new Flight(piece.Priority);
        _ = FlyAsync(flight, piece, begun);
        return flight;
    }

    /// <summary>Runs beside all listeners; never throws, its failure is the listeners' to hear.</summary>
    private async Task FlyAsync(Flight flight, PieceSynthesis piece, bool begun)
    {
        await Task.Yield();
        Exception? failure = null;
        try
        {
            if (!piece.Rehearsal && await archive.TryReadAsync(piece.Key, flight.Cancelled) is { } stored)
            {
                store.Add(piece.Key, stored);
                foreach (var item in PieceItems.Of(stored, CacheOutcome.Stored, 0))
                {
                    flight.Say(item);
                }
            }
            else
            {
                await SynthesizeAsync(flight, piece, begun);
            }
        }
        catch (Exception fault)
        {
            failure = fault;
        }

        Forget(flight);
        flight.End(failure);
    }

    private async Task SynthesizeAsync(Flight flight, PieceSynthesis piece, bool begun)
    {
        await foreach (var item in dispatcher.Synthesize(piece, 0, flight.Cancelled, begun))
        {
            flight.Say(item);
        }

        if (piece.Rehearsal)
        {
            return;
        }

        var audio = flight.Recording();
        store.Add(piece.Key, audio);
        archive.TryWrite(piece.Key, audio);
    }

    private void Forget(Flight flight)
    {
        if (ReferenceEquals(_flight, flight))
        {
            _flight = null;
        }
    }
}
