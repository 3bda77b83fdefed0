using System.Diagnostics;
using System.Diagnostics.Metrics;
using TtsOrleans.Grains.Synthesis.Slots;
using TtsOrleans.Speech.Voices;
using static TtsOrleans.Grains.Telemetry.SpeechTelemetry;

namespace TtsOrleans.Grains.Telemetry;

/// <summary>What happens in the silo's slots.</summary>
internal sealed class SynthesisInstruments
{
    private readonly KeyValuePair<string, object?> _silo;
    private readonly Meter _meter;
    private readonly Counter<long> _pieces;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _errors;
    private readonly Counter<double> _audio;
    private readonly Counter<double> _compute;
    private readonly Histogram<double> _factor;
    private readonly Histogram<double> _wait;
    private double _audioSeconds;
    private double _computeSeconds;

    public SynthesisInstruments(IMeterFactory meters, ILocalSiloDetails silo)
    {
        _silo = new(Labels.Silo, silo.Name);
        _meter = meters.Create(SpeechTelemetry.Meter);
        _pieces = _meter.CreateCounter<long>("tts.synthesis.pieces", "{piece}", "Pieces that left a slot, by outcome: finished, cancelled, failed.");
        _refusals = _meter.CreateCounter<long>("tts.synthesis.refusals", "{piece}", "Offers refused because the queue was full or the silo drains.");
        _errors = _meter.CreateCounter<long>("tts.errors", "{error}", "Failures by kind.");
        _audio = _meter.CreateCounter<double>("tts.synthesis.audio", "s", "Audio synthesised.");
        _compute = _meter.CreateCounter<double>("tts.synthesis.compute", "s", "Slot time spent on finished pieces.");
        _factor = _meter.CreateHistogram<double>(
            "tts.synthesis.rtf", "1", "Slot time of a piece divided by its audio.",
            advice: new() { HistogramBucketBoundaries = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2] });
        _wait = _meter.CreateHistogram<double>(
            "tts.queue.wait", "s", "Time from the offer of a piece to its start in a slot.",
            advice: new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

        // Counters begin at nought, not with the first failure: who watches their rise would miss that one.
        _refusals.Add(0, _silo);
        _errors.Add(0, _silo, new(Labels.Kind, "engine"));
    }

    /// <summary>Seconds of audio made since the start.</summary>
    public double AudioSeconds => Volatile.Read(ref _audioSeconds);

    /// <summary>Slot time that took, seconds.</summary>
    public double ComputeSeconds => Volatile.Read(ref _computeSeconds);

    public TagList TagsOf(int slot, Voice voice, int emotion) =>
        new([
            _silo,
            new(Labels.Slot, slot),
            new(Labels.Voice, voice.Manifest.Name),
            new(Labels.Emotion, EmotionName(voice, emotion)),
        ]);

    public void Observe(Func<SlotLoad> load, Func<int> hung)
    {
        _meter.CreateObservableCounter("tts.slots.hung", () => new Measurement<int>(hung(), _silo), "{thread}", "Threads given up because an engine hung in them.");
        _meter.CreateObservableGauge("tts.queue.depth", () => new Measurement<int>(load().Waiting, _silo), "{piece}", "Pieces waiting for a slot.");
        _meter.CreateObservableGauge("tts.slots.busy", () => new Measurement<int>(load().Busy, _silo), "{slot}", "Slots at work.");
        _meter.CreateObservableGauge("tts.slots", () => new Measurement<int>(load().Slots, _silo), "{slot}", "Inference threads.");
    }

    public void Refused() => _refusals.Add(1, _silo);

    public void Started(TimeSpan waited, in TagList tags) => _wait.Record(waited.TotalSeconds, tags);

    public void Finished(double audioSeconds, TimeSpan compute, in TagList tags)
    {
        AddTo(ref _audioSeconds, audioSeconds);
        AddTo(ref _computeSeconds, compute.TotalSeconds);
        _audio.Add(audioSeconds, tags);
        _compute.Add(compute.TotalSeconds, tags);
        if (audioSeconds > 0)
        {
            _factor.Record(compute.TotalSeconds / audioSeconds, tags);
        }

        Count("finished", tags);
    }

    public void Cancelled(in TagList tags) => Count("cancelled", tags);

    public void Failed(in TagList tags)
    {
        Count("failed", tags);
        _errors.Add(1, _silo, new(Labels.Kind, "engine"));
    }

    private static string EmotionName(Voice voice, int emotion)
    {
        foreach (var known in voice.Manifest.Emotions)
        {
            if (known.Id == emotion)
            {
                return known.Name;
            }
        }

        return "unknown";
    }

    private static void AddTo(ref double total, double value)
    {
        for (var seen = Volatile.Read(ref total); ;)
        {
            var found = Interlocked.CompareExchange(ref total, seen + value, seen);
            if (found.Equals(seen))
            {
                return;
            }

            seen = found;
        }
    }

    private void Count(string outcome, TagList tags)
    {
        tags.Add(Labels.Outcome, outcome);
        _pieces.Add(1, tags);
    }
}
