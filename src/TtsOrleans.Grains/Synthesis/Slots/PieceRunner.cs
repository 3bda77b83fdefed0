using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TtsOrleans.Abstractions;
using TtsOrleans.Grains.Telemetry;

namespace TtsOrleans.Grains.Synthesis.Slots;

/// <summary>Runs a piece through an engine on the calling thread. Whatever happens ends that piece and nothing else.</summary>
internal sealed partial class PieceRunner(
    [FromKeyedServices(SpeechClock.Key)] TimeProvider clock,
    SynthesisInstruments instruments,
    ILogger<PieceRunner> logger)
{
    public void Run(int slot, SlotWork work, AttachedEngine attached) => work.Run(() => Speak(slot, work, attached));

    private void Speak(int slot, SlotWork work, AttachedEngine attached)
    {
        var started = clock.GetTimestamp();
        var counts = !work.Piece.Rehearsal;
        var tags = instruments.TagsOf(slot, attached.Voice, work.Piece.Style.Emotion);
        if (counts)
        {
            instruments.Started(clock.GetElapsedTime(work.Offered, started), tags);
        }

        try
        {
            foreach (var output in attached.Engine.Speak(work.Input(), work.Withdrawn))
            {
                work.Publish(output);
            }

            // Counted first: whoever hears the end finds it in the books.
            work.Check();
            if (counts)
            {
                instruments.Finished((double)work.Samples / attached.Voice.Manifest.SampleRate, clock.GetElapsedTime(started), tags);
            }

            work.Complete();
        }
        catch (OperationCanceledException fault) when (work.Withdrawn.IsCancellationRequested)
        {
            if (counts)
            {
                instruments.Cancelled(tags);
            }

            work.Fail(fault);
        }
        catch (Exception fault)
        {
            LogEngineFailed(fault, slot, attached.Voice.Manifest.Name, work.Piece.Key);
            instruments.Failed(tags);
            work.Fail(fault as SpeechFailedException ?? new SpeechFailedException("The engine failed on a piece."));
        }
    }
}
