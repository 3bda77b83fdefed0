using System.Diagnostics.Metrics;
using static TtsOrleans.Grains.Telemetry.SpeechTelemetry;

namespace TtsOrleans.Grains.Telemetry;

/// <summary>What happens to render jobs on this silo.</summary>
internal sealed class JobInstruments
{
    private readonly KeyValuePair<string, object?> _silo;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _sentences;
    private readonly Counter<double> _audio;
    private readonly Counter<long> _storeErrors;
    private readonly Histogram<double> _store;

    public JobInstruments(IMeterFactory meters, ILocalSiloDetails silo)
    {
        _silo = new(Labels.Silo, silo.Name);
        var meter = meters.Create(SpeechTelemetry.Meter);
        _active = meter.CreateUpDownCounter<long>("tts.jobs.active", "{job}", "Render jobs that this silo runs, by state: running, storeless (waiting for the store).");
        _ended = meter.CreateCounter<long>("tts.jobs.ended", "{job}", "Runs of render jobs that ended here, by outcome: done, failed, stopped, lost.");
        _sentences = meter.CreateCounter<long>("tts.jobs.sentences", "{sentence}", "Sentences of render jobs, by outcome: rendered, failed, skipped (stored before).");
        _audio = meter.CreateCounter<double>("tts.jobs.audio", "s", "Audio stored by render jobs.");
        _storeErrors = meter.CreateCounter<long>("tts.jobs.store.errors", "{error}", "Calls of the store of render jobs that failed, by kind.");
        _store = meter.CreateHistogram<double>(
            "tts.jobs.store.duration", "s", "Time of a call of the store of render jobs, by kind.",
            advice: new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
    }

    public void Entered(string state) => _active.Add(1, _silo, new(Labels.State, state));

    public void Left(string state) => _active.Add(-1, _silo, new(Labels.State, state));

    public void Ended(string outcome) => _ended.Add(1, _silo, new(Labels.Outcome, outcome));

    public void Rendered(double audioSeconds)
    {
        Count("rendered", 1);
        _audio.Add(audioSeconds, _silo);
    }

    public void Failed() => Count("failed", 1);

    public void Skipped(int sentences) => Count("skipped", sentences);

    public void Stored(string operation, TimeSpan elapsed) => _store.Record(elapsed.TotalSeconds, _silo, new(Labels.Kind, operation));

    public void StoreFailed(string operation) => _storeErrors.Add(1, _silo, new(Labels.Kind, operation));

    private void Count(string outcome, int sentences) => _sentences.Add(sentences, _silo, new(Labels.Outcome, outcome));
}
