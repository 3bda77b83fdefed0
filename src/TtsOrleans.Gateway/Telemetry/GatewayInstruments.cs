using System.Diagnostics.Metrics;

namespace TtsOrleans.Gateway.Telemetry;

/// <summary>What the gateway counts and measures.</summary>
internal sealed class GatewayInstruments
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "TtsOrleans.Gateway";

    public GatewayInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        Requests = meter.CreateCounter<long>("tts.http.requests", "{request}", "Requests answered, by route, outcome, voice and emotion.");
        Errors = meter.CreateCounter<long>("tts.http.errors", "{request}", "Requests that failed, by route and kind of problem.");
        Characters = meter.CreateCounter<long>("tts.http.characters", "{character}", "Characters of text accepted, by voice and emotion.");
        FirstAudio = meter.CreateHistogram<double>("tts.http.first_audio", "s", "From a request's arrival to its first sample, by voice.");
        Duration = meter.CreateHistogram<double>("tts.http.duration", "s", "From a request's arrival to the end of its answer, by route and outcome.");
    }

    public Counter<long> Requests { get; }

    public Counter<long> Errors { get; }

    public Counter<long> Characters { get; }

    public Histogram<double> FirstAudio { get; }

    public Histogram<double> Duration { get; }

    /// <summary>Begins to measure a request of <paramref name="route"/>.</summary>
    public SpeakingMeter Begin(string route) => new(this, route);
}
