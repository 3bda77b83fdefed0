using System.Diagnostics.Metrics;
using static TtsOrleans.Grains.Telemetry.SpeechTelemetry;

namespace TtsOrleans.Grains.Telemetry;

/// <summary>What happens to requests on their way through the router.</summary>
internal sealed class RoutingInstruments
{
    private readonly KeyValuePair<string, object?> _silo;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _characters;
    private readonly Counter<long> _reopened;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _read;
    private readonly UpDownCounter<long> _active;
    private readonly UpDownCounter<long> _waiting;
    private readonly Histogram<double> _firstAudio;

    public RoutingInstruments(IMeterFactory meters, ILocalSiloDetails silo)
    {
        _silo = new(Labels.Silo, silo.Name);
        var meter = meters.Create(SpeechTelemetry.Meter);
        _requests = meter.CreateCounter<long>("tts.requests", "{request}", "Streams of speech, by outcome: finished, cancelled, failed.");
        _characters = meter.CreateCounter<long>("tts.characters", "{character}", "UTF-16 units of text delivered as speech.");
        _reopened = meter.CreateCounter<long>("tts.streams.reopened", "{stream}", "Streams that broke off and went on elsewhere, by kind: cache, synthesis.");
        _errors = meter.CreateCounter<long>("tts.errors", "{error}", "Failures by kind.");
        _read = meter.CreateCounter<long>("tts.text.pieces", "{piece}", "Pieces of text read by the front end.");
        _active = meter.CreateUpDownCounter<long>("tts.requests.active", "{request}", "Streams of speech open.");
        _waiting = meter.CreateUpDownCounter<long>("tts.requests.waiting", "{request}", "Requests that wait for a slot to begin in.");
        _firstAudio = meter.CreateHistogram<double>(
            "tts.first_audio", "s", "Time from a request's arrival at the router to its first audio.",
            advice: new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
        Array.ForEach(["failed", "unavailable", "internal", "text"], kind => _errors.Add(0, _silo, new(Labels.Kind, kind)));
        _waiting.Add(0, _silo);
        Array.ForEach(["cache", "synthesis"], kind => _reopened.Add(0, _silo, new(Labels.Kind, kind)));
    }

    public void Opened() => _active.Add(1, _silo);

    /// <summary>So many more requests wait to begin.</summary>
    public void WaitsToBegin(int more) => _waiting.Add(more, _silo);

    public void Closed(string voice, string emotion, string outcome)
    {
        _active.Add(-1, _silo);
        _requests.Add(1, _silo, new(Labels.Voice, voice), new(Labels.Emotion, emotion), new(Labels.Outcome, outcome));
    }

    public void FirstAudio(TimeSpan elapsed) => _firstAudio.Record(elapsed.TotalSeconds, _silo);

    public void Spoke(int characters, string voice, string emotion) =>
        _characters.Add(characters, _silo, new(Labels.Voice, voice), new(Labels.Emotion, emotion));

    public void ReadPiece() => _read.Add(1, _silo);

    public void Reopened(string kind) => _reopened.Add(1, _silo, new(Labels.Kind, kind));

    public void Failed(string kind) => _errors.Add(1, _silo, new(Labels.Kind, kind));
}
