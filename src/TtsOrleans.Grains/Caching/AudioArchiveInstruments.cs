using System.Diagnostics.Metrics;

namespace TtsOrleans.Grains.Caching;

/// <summary>What the archive does, counted.</summary>
internal sealed class AudioArchiveInstruments
{
    private readonly Counter<long> _reads;
    private readonly Counter<long> _writes;
    private readonly Histogram<double> _readTime;
    private readonly Histogram<double> _writeTime;

    public AudioArchiveInstruments(IMeterFactory meters, Func<bool> readingFails, Func<bool> writingFails, Func<long> pendingBytes)
    {
        var meter = meters.Create("TtsOrleans");
        _reads = meter.CreateCounter<long>("tts.archive.reads", "{read}", "Pieces looked for in the store on disk, by result.");
        _writes = meter.CreateCounter<long>("tts.archive.writes", "{write}", "Pieces offered to the store on disk, by result.");
        _readTime = meter.CreateHistogram<double>("tts.archive.read.duration", "s", "Time a read took or was given.");
        _writeTime = meter.CreateHistogram<double>("tts.archive.write.duration", "s", "Time a write took.");
        meter.CreateObservableGauge("tts.archive.pending", pendingBytes, "By", "Audio waiting to be written.");
        meter.CreateObservableGauge<int>(
            "tts.archive.failing",
            () => [new(readingFails() ? 1 : 0, Tag("operation", "read")), new(writingFails() ? 1 : 0, Tag("operation", "write"))],
            "1",
            "1 while the store fails and is left alone.");
    }

    /// <summary>hit, miss, timeout, error; busy or open where it was not tried.</summary>
    public void Read(string result, TimeSpan took)
    {
        _reads.Add(1, Tag("result", result));
        if (result is not ("busy" or "open"))
        {
            _readTime.Record(took.TotalSeconds);
        }
    }

    /// <summary>stored, present (it was there already), error; full, open or stopped where it was dropped.</summary>
    public void Write(string result, TimeSpan? took = null)
    {
        _writes.Add(1, Tag("result", result));
        if (took is { } time)
        {
            _writeTime.Record(time.TotalSeconds);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
