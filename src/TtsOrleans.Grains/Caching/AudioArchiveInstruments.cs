using System.Diagnostics.Metrics;
using TtsOrleans.Grains.Telemetry;
using static TtsOrleans.Grains.Telemetry.SpeechTelemetry;

namespace TtsOrleans.Grains.Caching;

/// <summary>What the archive does, counted.</summary>
internal sealed class AudioArchiveInstruments
{
    private readonly KeyValuePair<string, object?> _silo;
    private readonly Counter<long> _reads;
    private readonly Counter<long> _writes;
    private readonly Histogram<double> _readTime;
    private readonly Histogram<double> _writeTime;

    public AudioArchiveInstruments(IMeterFactory meters, string silo, Func<bool> readingFails, Func<bool> writingFails, Func<long> pendingBytes)
    {
        _silo = new(Labels.Silo, silo);
        var meter = meters.Create(SpeechTelemetry.Meter);
        _reads = meter.CreateCounter<long>("tts.archive.reads", "{read}", "Pieces looked for in the store on disk, by outcome.");
        _writes = meter.CreateCounter<long>("tts.archive.writes", "{write}", "Pieces offered to the store on disk, by outcome.");
        _readTime = meter.CreateHistogram<double>("tts.archive.read.duration", "s", "Time a read took or was given.");
        _writeTime = meter.CreateHistogram<double>("tts.archive.write.duration", "s", "Time a write took.");
        meter.CreateObservableGauge("tts.archive.pending", () => new Measurement<long>(pendingBytes(), _silo), "By", "Audio waiting to be written.");
        meter.CreateObservableGauge<int>(
            "tts.archive.failing",
            () => [new(readingFails() ? 1 : 0, _silo, new(Labels.Kind, "read")), new(writingFails() ? 1 : 0, _silo, new(Labels.Kind, "write"))],
            "1",
            "1 while the store fails and is left alone.");
    }

    /// <summary>hit, miss, timeout, error; busy or open where it was not tried.</summary>
    public void Read(string outcome, TimeSpan took)
    {
        _reads.Add(1, _silo, new(Labels.Outcome, outcome));
        if (outcome is not ("busy" or "open"))
        {
            _readTime.Record(took.TotalSeconds, _silo);
        }
    }

    /// <summary>stored, present (it was there already), error; full, open or stopped where it was dropped.</summary>
    public void Write(string outcome, TimeSpan? took = null)
    {
        _writes.Add(1, _silo, new(Labels.Outcome, outcome));
        if (took is { } time)
        {
            _writeTime.Record(time.TotalSeconds, _silo);
        }
    }
}
